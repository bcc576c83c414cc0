using System.Net;
using System.Net.Http.Headers;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>A body of which the first half comes at once and the rest when the test says so.</summary>
internal sealed class StalledContent : HttpContent
{
    private readonly TaskCompletionSource halfway = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] content;

    public StalledContent(byte[] content)
    {
        this.content = content;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public Task Halfway => halfway.Task;

    public void GoOn() => goOn.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(content.AsMemory(0, content.Length / 2));
        await stream.FlushAsync();
        halfway.TrySetResult();
        await goOn.Task;
        await stream.WriteAsync(content.AsMemory(content.Length / 2));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = content.Length;
        return true;
    }
}
