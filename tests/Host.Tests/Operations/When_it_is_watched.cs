using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Operations;

public sealed class When_it_is_watched
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Probes_are_answered_without_a_sign_in(string address)
    {
        await using var hall = await Hall.OpenAsync();
        using var client = hall.NewClient();

        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Healthy");
    }

    [Fact]
    public async Task The_log_of_a_day_names_nobody()
    {
        var log = new KeptLog();
        await using var hall = await Hall.OpenAsync(log: log);
        var visitor = await Visitor.SignInAsync(hall, "u010");
        foreach (var address in new[] { "/admin", "/admin/organisation", "/admin/audit", "/admin/profiles", "/no-such?name=向知行" }) await visitor.SeeAsync(address);
        await (await hall.AsAsync("u030")).TryPostAsync("clock", new { advance = "P1D" });
        using var wrong = await new Visitor(hall.NewClient()).SubmitAsync("/account/login", "/account/login", ("userName", "u030"), ("password", "Secret#2026"));

        var written = string.Join('\n', log.Lines);

        log.Lines.Count.ShouldBeGreaterThan(3);
        var people = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows", "demo-organisation.json")))!["people"]!.AsArray();
        foreach (var secret in people.SelectMany(p => new[] { p!["name"], p["mobile"], p["idNumber"], p["email"] }).OfType<JsonNode>().Select(n => n.ToString()).Append("Secret#2026"))
            written.ShouldNotContain(secret);
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue(state.ToString()!);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
