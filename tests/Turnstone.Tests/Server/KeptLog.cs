using Microsoft.Extensions.Logging;

namespace Turnstone.Tests.Server;

/// <summary>Keeps all that is logged: words, values and exceptions. Scopes are not: no log of ours writes them.</summary>
internal sealed class KeptLog : ILoggerProvider, ILogger
{
    private readonly System.Text.StringBuilder _text = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>Waits until something was logged; half a minute at most.</summary>
    public async Task WaitForAsync(string words, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_text)
            {
                if (_text.ToString().Contains(words, StringComparison.Ordinal))
                {
                    return;
                }

                more = _more.Task;
            }

            await more.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_text)
        {
            _text.Append(formatter(state, exception)).Append('\n').Append(exception).Append('\n');
            foreach (var value in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                _text.Append("  ").Append(value.Key).Append('=').Append(value.Value).Append('\n');
            }

            _more.SetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Dispose()
    {
    }
}
