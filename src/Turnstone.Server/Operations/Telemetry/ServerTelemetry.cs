using System.Diagnostics;
using System.Diagnostics.Metrics;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Dispatch;

namespace Turnstone.Server.Operations.Telemetry;

/// <summary>What the server measures. Names and tags are a contract with whoever draws them: docs/telemetry.md lists all. Ids go into traces alone.</summary>
internal sealed class ServerTelemetry
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "Turnstone.Server";

    /// <summary>What an activity of a pass is called.</summary>
    public const string PassActivity = "turnstone.pass";

    /// <summary>Where activities begin.</summary>
    public static readonly ActivitySource Source = new(Name);

    private readonly Counter<long> _finished;
    private readonly Histogram<double> _duration;
    private readonly Counter<double> _waited;
    private readonly Counter<long> _items;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _lost;
    private long _waiting;

    public ServerTelemetry(IMeterFactory meters, RunningPasses running)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableUpDownCounter("turnstone.passes.active", () => running.Count, "{pass}", "Passes under way in this process.");
        Queue = meter.CreateObservableGauge("turnstone.passes.queued", () => Volatile.Read(ref _waiting), "{pass}", "Passes that wait for a place, of all projects, at the last look.");
        _finished = meter.CreateCounter<long>("turnstone.passes.finished", "{pass}", "Passes that this process ended, by how they ended.");
        _duration = meter.CreateHistogram<double>("turnstone.pass.duration", "s", "How long they took, in this process.");
        _waited = meter.CreateCounter<double>("turnstone.pass.waited", "s", "How long passes waited for servers, hours and trouble to pass.");
        _items = meter.CreateCounter<long>("turnstone.items", "{item}", "Items of ended passes, by what became of them.");
        _bytes = meter.CreateCounter<long>("turnstone.delivered", "By", "Bytes of messages copied by ended passes.");
        _failures = meter.CreateCounter<long>("turnstone.failures", "{failure}", "Failures of ended passes and of their items, by code.");
        _lost = meter.CreateCounter<long>("turnstone.leases.lost", "{lease}", "Passes that this process had and gave up without a result: another has them, or it could not be sure of them.");
    }

    /// <summary>The length of the queue, which is counted only where somebody listens.</summary>
    public Instrument Queue { get; }

    /// <summary>Notes how many wait.</summary>
    public void Waiting(long passes) => Volatile.Write(ref _waiting, passes);

    /// <summary>Notes a pass that moved, or tried to, and the codes of the items that failed.</summary>
    public void Finished(MailboxReport report, IEnumerable<KeyValuePair<string, long>> failedItems)
    {
        var state = StateOf(report.Status);
        _finished.Add(1, state);
        _duration.Record((report.Finished - report.Started).TotalSeconds, state);
        _waited.Add(report.Passive.TotalSeconds);
        _items.Add(report.Totals.Copied, Outcome("copied"));
        _items.Add(report.Totals.AlreadyThere, Outcome("already_there"));
        _items.Add(report.Totals.Skipped, Outcome("skipped"));
        _items.Add(report.Totals.Failed, Outcome("failed"));
        _bytes.Add(report.Totals.BytesCopied);
        if (report.Failure is { } failure)
        {
            Failed(failure.Code.Value, "pass", 1);
        }

        foreach (var (code, count) in failedItems)
        {
            Failed(code, "item", count);
        }
    }

    /// <summary>Notes a pass that ended before it moved anything.</summary>
    public void Ended(PassStatus status, Failure? failure)
    {
        _finished.Add(1, StateOf(status));
        if (failure is not null)
        {
            Failed(failure.Code.Value, "pass", 1);
        }
    }

    /// <summary>Notes a pass that this process has no longer.</summary>
    public void LeaseLost() => _lost.Add(1);

    /// <summary>Begins the activity of a pass; null where nobody listens. It stands by itself: what happened to start it is over long before.</summary>
    public static Activity? Begin(Lease lease)
    {
        Activity.Current = null;
        return Source.StartActivity(PassActivity)
            ?.SetTag("turnstone.pass.id", lease.PassId).SetTag("turnstone.mailbox.id", lease.MailboxId).SetTag("turnstone.workgroup.id", lease.WorkgroupId);
    }

    private void Failed(string code, string scope, long count) =>
        _failures.Add(count, new KeyValuePair<string, object?>("error.type", code), new KeyValuePair<string, object?>("turnstone.scope", scope));

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("turnstone.outcome", outcome);

    private static KeyValuePair<string, object?> StateOf(PassStatus status) => new("turnstone.state", status switch
    {
        PassStatus.Completed => "completed",
        PassStatus.CompletedWithErrors => "completed_with_errors",
        PassStatus.Failed => "failed",
        PassStatus.Stopped => "stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    });
}
