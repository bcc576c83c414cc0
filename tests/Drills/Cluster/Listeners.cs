using System.Net.ServerSentEvents;
using System.Text.Json;

namespace StaffFlows.Drills.Cluster;

/// <summary>What a stream of live counts sends.</summary>
internal sealed record Counts(int Todo, int Done, int Started, int Drafts, int UnreadMessages);

/// <summary>Open pages of one person, one at each address.</summary>
internal sealed class Listeners(IReadOnlyList<HttpClient> clients) : IAsyncDisposable
{
    private static readonly TimeSpan ArrivesWithin = TimeSpan.FromSeconds(30);

    private readonly List<IAsyncEnumerator<SseItem<string>>> streams = [];

    /// <summary>The next counts that each of them hears.</summary>
    public async Task<Counts[]> NextAsync()
    {
        if (streams.Count == 0)
            foreach (var client in clients)
                streams.Add(SseParser.Create(await client.GetStreamAsync(new Uri("/api/v1/inbox/counts/stream", UriKind.Relative))).EnumerateAsync().GetAsyncEnumerator());

        return await Task.WhenAll(streams.Select(async stream =>
        {
            (await stream.MoveNextAsync().AsTask().WaitAsync(ArrivesWithin)).ShouldBeTrue("the stream goes on");
            return JsonSerializer.Deserialize<Counts>(stream.Current.Data, JsonSerializerOptions.Web)!;
        }));
    }

    /// <summary>Whether all of them were ended by the other side.</summary>
    public async Task<bool> AreOverAsync() => (await Task.WhenAll(streams.Select(s => s.MoveNextAsync().AsTask().WaitAsync(ArrivesWithin)))).All(more => !more);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        foreach (var stream in streams) await stream.DisposeAsync();
    }
}
