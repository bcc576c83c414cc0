using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace StaffFlows.Host.Tests.Deliveries;

/// <summary>Hears what the file senders say, or lines with other words in them.</summary>
internal sealed class DeliveryLog(string words = " is in ") : ILoggerProvider, ILogger
{
    private readonly Channel<string> said = Channel.CreateUnbounded<string>();

    public ConcurrentQueue<string> Lines { get; } = [];

    /// <summary>Answers when so many such lines have been said.</summary>
    public async Task UntilAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (Lines.Count < count) Lines.Enqueue(await said.Reader.ReadAsync(patience.Token));
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        if (line.Contains(words, StringComparison.Ordinal)) said.Writer.TryWrite(line);
    }

    public void Dispose()
    {
    }
}
