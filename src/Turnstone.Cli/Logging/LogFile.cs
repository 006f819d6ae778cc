using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Turnstone.Cli.Logging;

/// <summary>
/// The log for whoever looks for a cause: <c>turnstone.log</c> in the state folder, written only while TURNSTONE_LOG names a level
/// (trace, debug, information, warning, error). The screen stays for people.
/// </summary>
internal static class LogFile
{
    public const string Name = "turnstone.log";

    public static ILoggerFactory Open(string folder, Shell shell)
    {
        var text = shell.Environment(LogVariable.Name);
        if (string.IsNullOrEmpty(text))
        {
            return new QuietLoggerFactory();
        }

        // A word nobody knows means somebody wants a log: the one that helps most.
        var level = Enum.TryParse<LogLevel>(text, ignoreCase: true, out var named) ? named : LogLevel.Debug;
        try
        {
            Directory.CreateDirectory(folder);
            var writer = new StreamWriter(Path.Combine(folder, Name), append: true) { AutoFlush = true };
            return new FileLoggerFactory(writer, level, shell.Time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Error.WriteLine($"No log is written: {Path.Combine(folder, Name)} cannot be opened.");
            return new QuietLoggerFactory();
        }
    }

    // NullLoggerFactory is one for all and must not be disposed of by one.
    private sealed class QuietLoggerFactory : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => NullLogger.Instance;

        public void Dispose()
        {
        }
    }
}
