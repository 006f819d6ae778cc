using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Transfer;

/// <summary>Counts what a pass has done and tells whoever watches, a few times a second at most. Safe for all stages at once.</summary>
internal sealed class Ledger
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly int _maxErrors;
    private readonly TimeProvider _time;
    private readonly Waits _waits;
    private readonly IProgress<PassProgress>? _progress;
    private readonly long _started;
    private long _lastReport = -1;
    private TimeSpan? _rateSince;
    private long _rateItems;
    private long _rateBytes;
    private PassProgress _now = new() { Phase = PassPhase.Connecting };

    public Ledger(int maxErrors, TimeProvider time, Waits waits, IProgress<PassProgress>? progress)
    {
        (_maxErrors, _time, _waits, _progress) = (maxErrors, time, waits, progress);
        _started = time.GetTimestamp();
        waits.Changed += () => Report(always: true);
    }

    /// <summary>Items copied after something stood in for what the source did not have.</summary>
    public long Repaired { get; private set; }

    public void Enter(PassPhase phase, string? folder = null)
    {
        lock (_lock)
        {
            _now = _now with { Phase = phase, Folder = folder };
            if (phase == PassPhase.Copying)
            {
                _rateSince ??= Active(_time.GetTimestamp());
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

    /// <summary>Counts one item's state.</summary>
    /// <exception cref="SessionException">The item is one error more than the pass allows.</exception>
    public void Count(FolderWork folder, ItemRecord record)
    {
        if (!folder.TryAccount(record.Uid, record.Outcome, record.Bytes, record.WouldCopy))
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
        if (record.Outcome == ItemOutcome.Failed && errors >= _maxErrors)
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

    /// <summary>Counts items of a folder that are there since an earlier pass, and that nobody has listed.</summary>
    public void CountUnchanged(FolderWork folder, long items)
    {
        if (items == 0)
        {
            return;
        }

        folder.AccountUnchanged(items);
        lock (_lock)
        {
            _now = _now with { ItemsDone = _now.ItemsDone + items };
        }

        Report(always: false);
    }

    /// <summary>Takes back that an item was counted as there already; false where it was not.</summary>
    public bool TryReopen(FolderWork folder, uint uid)
    {
        if (!folder.TryReopen(uid))
        {
            return false;
        }

        lock (_lock)
        {
            _now = _now with { ItemsDone = _now.ItemsDone - 1 };
        }

        return true;
    }

    private void Report(bool always)
    {
        if (_progress is null)
        {
            return;
        }

        PassProgress snapshot;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            if (!always && _lastReport >= 0 && _time.GetElapsedTime(_lastReport, now) < Interval)
            {
                return;
            }

            _lastReport = now;
            UpdateRates(now);
            snapshot = _now = _now with { Waiting = _waits.Longest };
        }

        _progress.Report(snapshot);
    }

    /// <summary>
    /// Rates over the last seconds in which nobody waited, smoothed. What is left is the longer of what items and bytes say, at the pace so
    /// far with its waits, and the rest of the wait that goes on.
    /// </summary>
    private void UpdateRates(long now)
    {
        var active = Active(now);
        if (_rateSince is { } since && (active - since).TotalSeconds is >= 1 and var seconds)
        {
            _now = _now with
            {
                ItemsPerSecond = Smooth(_now.ItemsPerSecond, (_now.Copied - _rateItems) / seconds),
                BytesPerSecond = Smooth(_now.BytesPerSecond, (_now.BytesCopied - _rateBytes) / seconds),
            };
            (_rateSince, _rateItems, _rateBytes) = (active, _now.Copied, _now.BytesCopied);
        }

        _now = _now with { Remaining = Remaining(_time.GetElapsedTime(_started, now).TotalSeconds) };
    }

    private TimeSpan? Remaining(double overall)
    {
        if (_now is not { ItemsTotal: { } total, ItemsDone: > 0 } || total <= _now.ItemsDone || overall <= 5)
        {
            return null;
        }

        var anItem = Math.Max(overall / _now.ItemsDone, _now.ItemsPerSecond > 0 ? 1 / _now.ItemsPerSecond : 0);
        var wait = _waits.Longest is { } longest ? Math.Max(0, (longest.Until - _time.GetUtcNow()).TotalSeconds) : 0;
        return TimeSpan.FromSeconds(Math.Min(((total - _now.ItemsDone) * anItem) + wait, TimeSpan.FromDays(365).TotalSeconds));
    }

    private TimeSpan Active(long now) => _time.GetElapsedTime(_started, now) - _waits.Passive;

    private static double Smooth(double before, double sample) => before == 0 ? sample : (0.7 * before) + (0.3 * sample);
}
