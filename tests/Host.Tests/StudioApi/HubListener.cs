using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>What the Studio's SignalR client does, by hand: JSON messages over a web socket, each ended by a record separator.</summary>
internal sealed class HubListener : IDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket socket = new();
    private readonly Queue<JsonNode> heard = [];
    private string rest = "";

    public static async Task<HubListener> ConnectAsync(Hall hall, Staff staff)
    {
        var listener = new HubListener();
        listener.socket.Options.SetRequestHeader("Authorization", $"{staff.Client.DefaultRequestHeaders.Authorization}");
        await listener.socket.ConnectAsync(new UriBuilder(hall.Address) { Scheme = "ws", Path = "/elsa/hubs/workflow-instance" }.Uri, default);
        await listener.SendAsync("""{"protocol":"json","version":1}""");
        (await listener.NextAsync()).AsObject().ShouldBeEmpty("the handshake");
        return listener;
    }

    /// <summary>Answers when the host follows the instance.</summary>
    public async Task ObserveAsync(string instance)
    {
        await BeginObservingAsync(instance);
        while ((await NextAsync())["type"]?.GetValue<int>() != 3) { }
    }

    public Task BeginObservingAsync(string instance) => SendAsync($$"""{"type":1,"invocationId":"1","target":"ObserveInstanceAsync","arguments":["{{instance}}"]}""");

    /// <summary>The next call of the host's; pings are passed over.</summary>
    public async Task<(string Name, JsonNode Argument)> CallAsync()
    {
        for (; ;)
            if (await NextAsync() is { } message && message["type"]?.GetValue<int>() == 1) return (message["target"]!.ToString(), message["arguments"]![0]!);
    }

    /// <summary>Waits until the host has closed the connection, whether it says so or not.</summary>
    public async Task ShouldEndAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (socket.State is WebSocketState.Open) await socket.ReceiveAsync(buffer, default);
        }
        catch (WebSocketException)
        {
            socket.State.ShouldBe(WebSocketState.Aborted);
        }
    }

    public void Dispose() => socket.Dispose();

    private Task SendAsync(string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, default);

    private async Task<JsonNode> NextAsync()
    {
        var buffer = new byte[16 * 1024];
        while (heard.Count == 0)
        {
            var received = await socket.ReceiveAsync(buffer, default);
            received.MessageType.ShouldBe(WebSocketMessageType.Text);
            var parts = (rest + Encoding.UTF8.GetString(buffer, 0, received.Count)).Split(End);
            foreach (var part in parts[..^1]) heard.Enqueue(JsonNode.Parse(part)!);
            rest = parts[^1];
        }

        return heard.Dequeue();
    }
}
