using System.Globalization;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Makes the destination's folders before any item moves, so that the whole tree stands from the start; a dry run only looks what is there,
/// and shows what would come of it. Where folders went is kept in the journal before anything goes there.
/// </summary>
internal sealed class FolderPreparation(PassContext pass)
{
    private const int MostNumbers = 50;

    private readonly Dictionary<string, FolderWork> _takenBy = new(StringComparer.Ordinal);
    private readonly List<(DestinationPath From, DestinationPath To)> _moved = [];

    private bool IsDryRun => pass.Setup.Options.DryRun;

    /// <summary>Prepares all folders.</summary>
    /// <param name="folders">The folders in the order of the pass.</param>
    /// <param name="isPlaced">Whether a folder has a place since an earlier pass.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task RunAsync(IReadOnlyList<FolderWork> folders, Func<SourceFolderId, bool> isPlaced, CancellationToken cancellationToken)
    {
        pass.Ledger.Enter(PassPhase.PreparingFolders);

        // Exchange's own folders go first, then what has a place: both are in the right when others collide with them.
        foreach (var folder in folders.OrderBy(f => f.Plan.Destination is { Below.Names.Count: 0 } ? 0 : isPlaced(f.Source.Id) ? 1 : 2))
        {
            if (folder.Plan.Destination is not { } planned)
            {
                continue;
            }

            try
            {
                await PlaceAsync(folder, Follow(planned), cancellationToken);
                if (folder.Place != planned)
                {
                    _moved.Add((planned, folder.Place!));
                }
            }
            catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
            {
                folder.Failure = e.Failure;
            }
        }

        if (!IsDryRun)
        {
            var places = folders.Where(f => f is { Place: not null, Plan.IsMapped: false }).ToDictionary(f => f.Source.Id, f => f.Place!);
            await pass.Journal.KeepPlacesAsync(places, cancellationToken);
        }
    }

    /// <summary>Where a path leads now that folders around it had to take another name.</summary>
    private DestinationPath Follow(DestinationPath path)
    {
        foreach (var (from, to) in _moved)
        {
            if (path.Anchor == from.Anchor && path.Below.Names.Count > from.Below.Names.Count
                && path.Below.Names.Take(from.Below.Names.Count).SequenceEqual(from.Below.Names, StringComparer.Ordinal))
            {
                return to with { Below = FolderPath.Of([.. to.Below.Names, .. path.Below.Names.Skip(from.Below.Names.Count)]) };
            }
        }

        return path;
    }

    /// <summary>
    /// A folder of its own for each source folder. Two of them end in one only when the operator's mapping says so; anything else that
    /// the destination holds for the same folder (a "Sent Items" beside the one that is Exchange's own, whatever that is called there), or
    /// keeps for other things than mail, gets a number.
    /// </summary>
    private async Task PlaceAsync(FolderWork folder, DestinationPath path, CancellationToken cancellationToken)
    {
        var wanted = path;
        string? why = null;
        for (var number = 2; ; number++)
        {
            try
            {
                var there = await pass.AtDestination.RepeatAsync(token => AskAsync(wanted, token), cancellationToken);
                var key = there?.Id ?? $"to be made: {wanted}";
                if (folder.Plan.IsMapped || _takenBy.TryAdd(key, folder))
                {
                    folder.Destination = IsDryRun ? null : there;
                    folder.Place = wanted;
                    folder.RenamedAtDestination = why is null ? null : $"\"{path}\" became \"{wanted}\": {why}";
                    return;
                }

                why ??= $"the destination holds that name for the folder of \"{_takenBy[key].Name}\"";
            }
            catch (SessionException e) when (e.Failure.Code == FailureCodes.DestinationNameTaken && number <= MostNumbers)
            {
                why ??= "the destination keeps something else than mail under that name";
            }

            wanted = path with
            {
                Below = path.Below.Names.Count == 0
                    ? FolderPath.Of(string.Create(CultureInfo.InvariantCulture, $"{folder.Source.Path.Name} ({number})"))
                    : path.Below.Parent.Child(string.Create(CultureInfo.InvariantCulture, $"{path.Below.Name} ({number})")),
            };
        }
    }

    private async Task<DestinationFolder?> AskAsync(DestinationPath path, CancellationToken cancellationToken) => IsDryRun
        ? await pass.Destination.FindFolderAsync(path, cancellationToken)
        : await pass.Destination.EnsureFolderAsync(path, cancellationToken);
}
