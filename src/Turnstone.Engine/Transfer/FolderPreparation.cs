using System.Globalization;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>Makes the destination's folders before any item moves, so that the whole tree stands from the start.</summary>
internal static class FolderPreparation
{
    private const int MostNumbers = 50;

    public static async Task RunAsync(PassContext pass, IReadOnlyList<FolderWork> folders, CancellationToken cancellationToken)
    {
        pass.Ledger.Enter(PassPhase.PreparingFolders);
        var takenBy = new Dictionary<string, FolderWork>(StringComparer.Ordinal);
        var moved = new List<(DestinationPath From, DestinationPath To)>();
        foreach (var folder in folders)
        {
            if (folder.Plan.Destination is not { } planned)
            {
                continue;
            }

            try
            {
                var path = Follow(planned, moved);
                folder.Destination = await EnsureOwnAsync(pass, folder, path, takenBy, cancellationToken);
                if (folder.Destination.Path != path)
                {
                    moved.Add((planned, folder.Destination.Path));
                }
            }
            catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
            {
                folder.Failure = e.Failure;
            }
        }
    }

    /// <summary>Where a path leads now that folders around it had to take another name.</summary>
    private static DestinationPath Follow(DestinationPath path, List<(DestinationPath From, DestinationPath To)> moved)
    {
        foreach (var (from, to) in moved)
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
    private static async Task<DestinationFolder> EnsureOwnAsync(
        PassContext pass,
        FolderWork folder,
        DestinationPath path,
        Dictionary<string, FolderWork> takenBy,
        CancellationToken cancellationToken)
    {
        var wanted = path;
        string? why = null;
        for (var number = 2; ; number++)
        {
            try
            {
                var made = await pass.AtDestination.RepeatAsync(token => pass.Destination.EnsureFolderAsync(wanted, token), cancellationToken);
                if (takenBy.TryAdd(made.Id, folder) || folder.Plan.IsMapped)
                {
                    folder.RenamedAtDestination = why is null ? null : $"\"{path}\" became \"{wanted}\": {why}";
                    return made;
                }

                why ??= $"the destination holds that name for the folder of \"{takenBy[made.Id].Name}\"";
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
}
