using Turnstone.Cli.Settings;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;

namespace Turnstone.Cli.Progress;

/// <summary>Where one mailbox stands: waiting for its turn, running, or over.</summary>
internal sealed class MailboxProgress(MailboxPair pair, TimeProvider time, Action<MailboxProgress> changed) : IProgress<PassProgress>
{
    private volatile PassProgress? _latest;
    private volatile MailboxReport? _report;
    private long _startedTicks;

    public MailboxPair Pair => pair;

    /// <summary>When its pass began; null while it waits for its turn.</summary>
    public DateTimeOffset? Started => Interlocked.Read(ref _startedTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The latest word of its pass.</summary>
    public PassProgress? Latest => _latest;

    /// <summary>The result, once it is over.</summary>
    public MailboxReport? Result => _report;

    public bool IsRunning => Started is not null && _report is null;

    /// <summary>How much of it is done, between 0 and 1; null while that is not known.</summary>
    public double? Part => _latest is { ItemsTotal: > 0 and var total } latest ? Math.Clamp((double)latest.ItemsDone / total, 0, 1) : null;

    public void Start()
    {
        Interlocked.Exchange(ref _startedTicks, time.GetUtcNow().UtcTicks);
        changed(this);
    }

    public void Report(PassProgress value)
    {
        _latest = value;
        changed(this);
    }

    public void Finish(MailboxReport report)
    {
        _report = report;
        changed(this);
    }
}
