using Microsoft.Extensions.Logging;

namespace StaffFlows.Host.Tests.Administration;

/// <summary>Hears when the daily erasure has run.</summary>
internal sealed class ErasureLog : ILoggerProvider, ILogger
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => done.Task.WaitAsync(TimeSpan.FromMinutes(2));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception).StartsWith("Retention: erased", StringComparison.Ordinal)) done.TrySetResult();
    }

    public void Dispose()
    {
    }
}
