using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Turnstone.Tests.Server;

/// <summary>
/// Does something once, right after a question to a database was answered and before whoever asked goes on: what two requests do that meet. Disposing it
/// ends the watch.
/// </summary>
internal sealed class BetweenCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string Listener = "Microsoft.EntityFrameworkCore";

    private readonly string _directory;
    private readonly Func<string, bool> _isIt;
    private readonly IDisposable _all;

    // Each kind of database that is asked in this process has a listener of its own, of one name.
    private readonly ConcurrentBag<IDisposable> _commands = [];
    private Action? _act;

    /// <param name="directory">Where the database's file is; other databases are not meant.</param>
    /// <param name="isIt">Whether a command's text is the question's.</param>
    /// <param name="act">What is done.</param>
    public BetweenCommands(string directory, Func<string, bool> isIt, Action act)
    {
        (_directory, _isIt, _act) = (directory, isIt, act);
        _all = DiagnosticListener.AllListeners.Subscribe(this);
    }

    /// <summary>Whether it was done.</summary>
    public bool IsDone => _act is null;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Listener)
        {
            _commands.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData executed && executed.Connection.DataSource.StartsWith(_directory, StringComparison.Ordinal) && _isIt(executed.Command.CommandText))
        {
            Interlocked.Exchange(ref _act, null)?.Invoke();
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        _all.Dispose();
        foreach (var commands in _commands)
        {
            commands.Dispose();
        }
    }
}
