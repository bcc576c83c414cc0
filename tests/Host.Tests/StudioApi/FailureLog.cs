using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>Keeps what the host logs as an error or worse.</summary>
internal sealed class FailureLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Failures { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Failures.Enqueue($"{formatter(state, exception)} {exception?.GetType().Name}");
    }

    public void Dispose()
    {
    }
}
