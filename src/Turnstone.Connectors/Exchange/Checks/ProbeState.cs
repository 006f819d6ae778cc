using Turnstone.Engine.Failures;
using Turnstone.Ews;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>What the steps of one access test know together.</summary>
internal sealed class ProbeState : IDisposable
{
    private ExchangeConnection? _connection;
    private ExchangeConnection? _own;

    public ProbeState(ExchangeDestinationOptions options, ProbeCeiling ceiling, TimeProvider time)
    {
        // What one step is told by the server, all of them heed.
        Options = options with { Budgets = options.Budgets ?? new RequestBudgets(time) };
        Ceiling = ceiling;
        Time = time;
    }

    /// <summary>How to get in; the endpoint is EWS's own once Autodiscover has been asked.</summary>
    public ExchangeDestinationOptions Options { get; set; }

    public ProbeCeiling Ceiling { get; }

    public TimeProvider Time { get; }

    /// <summary>Whether the mailbox was opened.</summary>
    public bool IsOpen { get; set; }

    /// <summary>What a request may weigh at most; null where no limit was found.</summary>
    public long? RequestLimit { get; set; }

    /// <summary>The shortest round trip of before anything was measured; null as long as there was none.</summary>
    public TimeSpan? RoundTrip { get; set; }

    /// <summary>Into the mailbox, by the way that was asked for. Made when first needed: it refuses to send a password in the clear, which belongs to the step that would.</summary>
    public ExchangeConnection Connection => _connection ??= new ExchangeConnection(Options, Time);

    /// <summary>As the account itself, whose mailbox need not exist.</summary>
    public ExchangeConnection Own => Options.Access == ExchangeAccess.Owner ? Connection : _own ??= new ExchangeConnection(Options with { Access = ExchangeAccess.Owner }, Time);

    /// <summary>A step that measures: left out where the mailbox is not open or the server asks for patience, so that nothing waits here and nothing presses.</summary>
    public Func<CancellationToken, Task<Finding>> WhenFree(Func<CancellationToken, Task<Finding>> step, bool needsMailbox = true) => async cancellationToken =>
    {
        if (needsMailbox && !IsOpen)
        {
            return Finding.Skipped("The mailbox was not opened.");
        }

        if (Own.Held > TimeSpan.Zero || Connection.Held > TimeSpan.Zero)
        {
            Ceiling.BackOff($"for {Math.Ceiling(Math.Max(Own.Held.TotalSeconds, Connection.Held.TotalSeconds))} s");
        }

        return Ceiling.Ended is { } reason ? Finding.Skipped(reason) : await step(cancellationToken);
    };

    public SessionException Explain(EwsException error) => ExchangeFailures.From(error, Options.Mailbox);

    public void Dispose()
    {
        _connection?.Dispose();
        _own?.Dispose();
    }
}
