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
        foreach (var folder in folders)
        {
            if (folder.Plan.Destination is not { } path)
            {
                continue;
            }

            try
            {
                folder.Destination = await EnsureOwnAsync(pass, folder, path, takenBy, cancellationToken);
            }
            catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
            {
                folder.Failure = e.Failure;
            }
        }
    }

    /// <summary>
    /// A folder of its own for each source folder. Two of them end in one only when the operator's mapping says so; anything else that
    /// the destination holds for the same folder (a "Sent Items" beside the one that is Exchange's own, whatever that is called there)
    /// gets a number.
    /// </summary>
    private static async Task<DestinationFolder> EnsureOwnAsync(
        PassContext pass,
        FolderWork folder,
        DestinationPath path,
        Dictionary<string, FolderWork> takenBy,
        CancellationToken cancellationToken)
    {
        var wanted = path;
        FolderWork? owner = null;
        for (var number = 2; ; number++)
        {
            var made = await pass.AtDestination.RepeatAsync(token => pass.Destination.EnsureFolderAsync(wanted, token), cancellationToken);
            if (takenBy.TryAdd(made.Id, folder) || folder.Plan.IsMapped || number > MostNumbers)
            {
                folder.RenamedAtDestination = owner is null
                    ? null
                    : $"\"{path}\" became \"{wanted}\": the destination holds that name for the folder of \"{owner.Name}\"";
                return made;
            }

            owner ??= takenBy[made.Id];
            wanted = path with
            {
                Below = path.Below.Names.Count == 0
                    ? FolderPath.Of(string.Create(CultureInfo.InvariantCulture, $"{folder.Source.Path.Name} ({number})"))
                    : path.Below.Parent.Child(string.Create(CultureInfo.InvariantCulture, $"{path.Below.Name} ({number})")),
            };
        }
    }
}
