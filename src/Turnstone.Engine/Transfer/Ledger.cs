using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Transfer;

/// <summary>Counts what a pass has done and tells whoever watches, a few times a second at most. Safe for all stages at once.</summary>
internal sealed class Ledger(int maxErrors, TimeProvider time, IProgress<PassProgress>? progress)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private long _lastReport = -1;
    private long _rateSince;
    private long _rateItems;
    private long _rateBytes;
    private PassProgress _now = new() { Phase = PassPhase.Connecting };

    /// <summary>Items copied after something stood in for what the source did not have.</summary>
    public long Repaired { get; private set; }

    public void Enter(PassPhase phase, string? folder = null)
    {
        lock (_lock)
        {
            _now = _now with { Phase = phase, Folder = folder };
            if (phase == PassPhase.Copying && _rateSince == 0)
            {
                _rateSince = time.GetTimestamp();
            }
        }

        Report(always: folder is null);
    }

    public void Expect(long? items)
    {
        lock (_lock)
        {
            _now = _now with { ItemsTotal = items };
        }

        Report(always: true);
    }

    public void Waiting(DateTimeOffset? until)
    {
        lock (_lock)
        {
            _now = _now with { WaitingUntil = until };
        }

        Report(always: true);
    }

    /// <summary>Counts one item's state.</summary>
    /// <exception cref="SessionException">The item is one error more than the pass allows.</exception>
    public void Count(FolderWork folder, ItemRecord record)
    {
        if (!folder.TryAccount(record.Uid, record.Outcome, record.Bytes))
        {
            return;
        }

        long errors;
        lock (_lock)
        {
            var copied = record.Outcome == ItemOutcome.Copied;
            _now = _now with
            {
                ItemsDone = _now.ItemsDone + 1,
                Copied = _now.Copied + (copied ? 1 : 0),
                BytesCopied = _now.BytesCopied + (copied ? record.Bytes : 0),
                Failed = _now.Failed + (record.Outcome == ItemOutcome.Failed ? 1 : 0),
            };
            if (copied && record.Note?.Repair is not null)
            {
                Repaired++;
            }

            errors = _now.Failed;
        }

        Report(always: false);
        if (record.Outcome == ItemOutcome.Failed && errors >= maxErrors)
        {
            throw new SessionException(new Failure
            {
                Side = FailureSide.Local,
                Scope = FailureScope.Mailbox,
                Code = FailureCodes.LocalTooManyErrors,
                Message = $"The pass reached {errors} item errors, the most it allows.",
                Remedy = "Look at the errors below; raise --max-errors if they are acceptable, then run the same pass again.",
            });
        }
    }

    private void Report(bool always)
    {
        if (progress is null)
        {
            return;
        }

        PassProgress snapshot;
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (!always && _lastReport >= 0 && time.GetElapsedTime(_lastReport, now) < Interval)
            {
                return;
            }

            _lastReport = now;
            UpdateRates(now);
            snapshot = _now;
        }

        progress.Report(snapshot);
    }

    /// <summary>Rates over the last seconds, smoothed; what is left is the longer of what items and bytes say.</summary>
    private void UpdateRates(long now)
    {
        var seconds = _rateSince == 0 ? 0 : time.GetElapsedTime(_rateSince, now).TotalSeconds;
        if (seconds < 1)
        {
            return;
        }

        var items = Smooth(_now.ItemsPerSecond, (_now.Copied - _rateItems) / seconds);
        var bytes = Smooth(_now.BytesPerSecond, (_now.BytesCopied - _rateBytes) / seconds);
        (_rateSince, _rateItems, _rateBytes) = (now, _now.Copied, _now.BytesCopied);
        var overall = time.GetElapsedTime(_started, now).TotalSeconds;
        _now = _now with
        {
            ItemsPerSecond = items,
            BytesPerSecond = bytes,
            Remaining = _now is { ItemsTotal: { } total, ItemsDone: > 0 } && total > _now.ItemsDone && overall > 5
                ? TimeSpan.FromSeconds(Math.Min(
                    (total - _now.ItemsDone) * Math.Max(overall / _now.ItemsDone, items > 0 ? 1 / items : 0),
                    TimeSpan.FromDays(365).TotalSeconds))
                : null,
        };
    }

    private static double Smooth(double before, double sample) => before == 0 ? sample : (0.7 * before) + (0.3 * sample);
}
