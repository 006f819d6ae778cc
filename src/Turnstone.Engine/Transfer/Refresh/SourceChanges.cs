using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Transfer.Refresh;

/// <summary>
/// Finds the states that may have to be brought over. Where the source counts changes (CONDSTORE), and the journal's mark says up to where an
/// earlier pass has brought everything, the source says what has changed since. Elsewhere it may be anything that was settled before.
/// </summary>
internal sealed class SourceChanges(PassContext pass)
{
    /// <summary>Fills in what is wanted of a folder that has been listed, as far as it had to be.</summary>
    public async Task FindAsync(FolderWork folder, CancellationToken cancellationToken)
    {
        var refresh = folder.Refresh!;
        var (then, now) = (folder.Journal!.Mark?.ModSeq, (folder.Mark ?? folder.Source.Mark)?.ModSeq);
        if (then <= now)
        {
            refresh.Wanted = new SourceStates();
            refresh.KnowsChanges = true;
            if (then < now)
            {
                await AskAsync(folder, cancellationToken);
            }
        }
        else if (folder.IsListed)
        {
            refresh.Wanted = refresh.Listed;
        }
        else
        {
            await ListAsync(folder, cancellationToken);
        }
    }

    private Task AskAsync(FolderWork folder, CancellationToken cancellationToken) => pass.AtSource.RepeatAsync(
        async token =>
        {
            var changed = new SourceStates();
            await foreach (var item in pass.Source.ListChangedAsync(folder.Source, folder.Journal!.Mark!, token).WithCancellation(token))
            {
                // What came in this pass has changed, too, and brought its state along.
                if (folder.Refresh!.Listed.Find(item.Uid) is not null || WasThereUnlisted(folder, item.Uid))
                {
                    changed.Add(item.Uid, folder.Refresh.StateOf(item));
                }
            }

            folder.Refresh!.Wanted = changed;
        },
        cancellationToken);

    /// <summary>The folder's mark spared listing it, and says nothing of flags.</summary>
    private Task ListAsync(FolderWork folder, CancellationToken cancellationToken) => pass.AtSource.RepeatAsync(
        async token =>
        {
            var all = new SourceStates();
            var listing = await pass.Source.ListItemsAsync(folder.Source, since: null, token);
            if (listing.UidValidity != folder.Journal!.UidValidity)
            {
                throw new SessionException(ListStage.Renumbered(folder, listing.UidValidity));
            }

            await foreach (var item in listing.Items.WithCancellation(token))
            {
                if (folder.Refresh!.Listed.Find(item.Uid) is not null || WasThereUnlisted(folder, item.Uid))
                {
                    all.Add(item.Uid, folder.Refresh.StateOf(item));
                }
            }

            folder.Refresh!.Wanted = all;
        },
        cancellationToken);

    private static bool WasThereUnlisted(FolderWork folder, uint uid) => !folder.HasSeen(uid) && folder.Journal!.IsSettled(uid);
}
