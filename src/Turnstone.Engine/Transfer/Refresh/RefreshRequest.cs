using System.Runtime.CompilerServices;
using Turnstone.Engine.Mailboxes.States;

namespace Turnstone.Engine.Transfer.Refresh;

/// <summary>
/// Looks at a few items and gives those their state that nobody has touched. May be made again after any failure: what an attempt without an
/// answer has changed is seen by the look of the next.
/// </summary>
internal sealed class RefreshRequest(PassContext pass)
{
    /// <summary>One answer an item.</summary>
    public async IAsyncEnumerable<RefreshAnswer> RunAsync(IReadOnlyList<RefreshItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await LookAsync([.. items.Where(item => item.Seen is null)], cancellationToken);
        var due = new List<RefreshItem>();
        foreach (var item in items)
        {
            if (Judge(item) is { } outcome)
            {
                yield return new RefreshAnswer(item, outcome);
            }
            else
            {
                due.Add(item);
            }
        }

        if (due.Count == 0)
        {
            yield break;
        }

        StateChange[] changes = [.. due.Select(item => new StateChange(item.Seen!, item.Wanted))];
        foreach (var item in due)
        {
            // Whatever comes of it, what was seen holds no longer.
            (item.Seen, item.IsSent) = (null, true);
        }

        var results = await pass.Destination.ChangeStatesAsync(changes, cancellationToken);
        foreach (var (item, result) in due.Zip(results))
        {
            yield return result switch
            {
                StateChangeResult.Changed => new RefreshAnswer(item, RefreshOutcome.Refreshed),
                StateChangeResult.Touched => new RefreshAnswer(item, RefreshOutcome.Kept),
                StateChangeResult.Gone => new RefreshAnswer(item, RefreshOutcome.NotFound),
                StateChangeResult.Refused refused => new RefreshAnswer(item, RefreshOutcome.Failed, refused.Failure),
                _ => throw new InvalidOperationException("A result that is none."),
            };
        }
    }

    private async Task LookAsync(IReadOnlyList<RefreshItem> items, CancellationToken cancellationToken)
    {
        foreach (var group in items.GroupBy(item => item.Folder))
        {
            var byKey = group.ToDictionary(item => item.Key);
            foreach (var stated in await pass.Destination.FindStatesAsync(group.Key.Destination!, byKey.Keys, cancellationToken))
            {
                byKey[stated.SourceKey].Seen = stated;
            }
        }
    }

    /// <summary>What there is to say of an item without changing it; null where it is to be changed.</summary>
    private RefreshOutcome? Judge(RefreshItem item) => item.Seen switch
    {
        null => RefreshOutcome.NotFound,

        // It was given this state already: by an attempt that brought no answer, or before, and then nothing has changed at the source.
        { } seen when seen.Given == item.Wanted.Mark => item.IsSent ? RefreshOutcome.Refreshed : RefreshOutcome.AsItIs,
        { } seen when seen.Now == item.Wanted => RefreshOutcome.AsItIs,
        { IsUntouched: false } => RefreshOutcome.Kept,
        _ => pass.Setup.Options.DryRun ? RefreshOutcome.WouldRefresh : null,
    };
}
