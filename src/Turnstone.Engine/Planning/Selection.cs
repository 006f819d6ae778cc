using System.Globalization;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>
/// Applies a pass's rules to items as they are listed. One instance a pass: a trial's budget of bytes runs through all folders. Asked
/// by one task at a time.
/// </summary>
public sealed class Selection(PassOptions options)
{
    private static readonly Verdict NotInRetry =
        new Verdict.LeftBehind(FailureCodes.RuleNotInRetry, "This pass retries only items that failed before.");

    private readonly Verdict _beyondSample = new Verdict.LeftBehind(
        FailureCodes.RuleTrialSample,
        string.Create(
            CultureInfo.InvariantCulture,
            $"A trial copies at most {options.TrialItemsPerFolder} items a folder and {options.TrialBytes / 1_000_000.0:0.#} MB in all."));

    private readonly ItemRange _range = new(options);

    private SourceFolderId? _folder;
    private int _sampled;
    private long _sampledBytes;

    /// <summary>The verdict on one item; items come folder by folder, newest first.</summary>
    public Verdict Decide(SourceItem item, JournalFolder folder)
    {
        var settled = folder.IsSettled(item.Uid);
        if (options.Kind == PassKind.Trial)
        {
            return Sample(item, folder, settled);
        }

        if (settled)
        {
            return Verdict.Settled;
        }

        if (options.Kind == PassKind.Retry && !folder.HasFailed(item.Uid))
        {
            return NotInRetry;
        }

        return _range.Excludes(item) ?? Verdict.Take;
    }

    /// <summary>
    /// A trial's items are the newest of each folder. What is there already counts, so that a second trial copies nothing new.
    /// </summary>
    private Verdict Sample(SourceItem item, JournalFolder folder, bool settled)
    {
        if (_folder != folder.Id)
        {
            (_folder, _sampled) = (folder.Id, 0);
        }

        if (settled || _range.Excludes(item) is null)
        {
            var fits = _sampled < options.TrialItemsPerFolder && _sampledBytes + item.Size <= options.TrialBytes;
            if (fits)
            {
                _sampled++;
                _sampledBytes += item.Size;
            }

            return settled ? Verdict.Settled : !fits ? _beyondSample : Verdict.Take;
        }

        return _range.Excludes(item)!;
    }
}
