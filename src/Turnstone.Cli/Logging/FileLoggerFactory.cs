using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Turnstone.Cli.Logging;

/// <summary>Writes what classes log to one file, a line an event, exceptions below it.</summary>
internal sealed class FileLoggerFactory(TextWriter writer, LogLevel least, TimeProvider time) : ILoggerFactory
{
    private readonly Lock _gate = new();

    public ILogger CreateLogger(string categoryName) => new FileLogger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The log has one place, its file.");

    public void Dispose()
    {
        lock (_gate)
        {
            writer.Dispose();
        }
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {level} {category}: {message}");
        lock (_gate)
        {
            writer.WriteLine(line);
            if (exception is not null)
            {
                writer.WriteLine(exception);
            }
        }
    }

    private sealed class FileLogger(FileLoggerFactory file, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= file.Least && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                file.Write(logLevel, category, formatter(state, exception), exception);
            }
        }
    }

    private LogLevel Least => least;
}
