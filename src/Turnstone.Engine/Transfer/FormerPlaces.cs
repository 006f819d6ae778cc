using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Finds out where folders went, when the journal that knew it is lost. Only numbers are asked about: a folder's place is the one of its
/// name, or of its name with a number, that holds most of what it sent. Where its users have put its mail since is no place of the folder.
/// </summary>
internal sealed class FormerPlaces(PassContext pass, IReadOnlyList<FolderWork> folders)
{
    /// <summary>Items of a folder that are looked for; users may have moved some of them.</summary>
    public const int SampleItems = 20;

    private const int MostNumbers = 50;

    private readonly Dictionary<FolderPath, DestinationPath> _found = [];

    /// <summary>The places, of those folders of which there is something at the destination.</summary>
    /// <param name="samples">Some of the keys of each folder's delivered items.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyDictionary<SourceFolderId, DestinationPath>> FindAsync(
        IReadOnlyDictionary<SourceFolderId, List<SourceKey>> samples, CancellationToken cancellationToken)
    {
        var places = new Dictionary<SourceFolderId, DestinationPath>();
        foreach (var folder in folders.OrderBy(folder => folder.Source.Path.Names.Count))
        {
            if (folder.Plan is { IsMapped: false, Destination: { Below.Names.Count: > 0 } planned } && samples.TryGetValue(folder.Source.Id, out var keys)
                && await FindAsync(folder.Source, planned, keys, cancellationToken) is { } place)
            {
                places[folder.Source.Id] = _found[folder.Source.Path] = place;
            }
        }

        return places;
    }

    private async Task<DestinationPath?> FindAsync(
        SourceFolder source, DestinationPath planned, IReadOnlyList<SourceKey> keys, CancellationToken cancellationToken)
    {
        // What lies below a folder lies below the place that was found for that.
        var above = _found.GetValueOrDefault(source.Path.Parent) ?? planned with { Below = planned.Below.Parent };
        var name = FolderNames.Legalise(source.Path.Name, pass.Setup.Options.LongestFolderName, out _);
        var there = new List<DestinationFolder>();
        for (var number = 1; number <= MostNumbers; number++)
        {
            var path = above with { Below = above.Below.Child(FolderNames.Number(name, number, pass.Setup.Options.LongestFolderName)) };
            if (await LookAsync(path, cancellationToken) is { } folder)
            {
                there.Add(folder);
            }
        }

        if (there is [var only] && only.Path == planned)
        {
            return planned;
        }

        var (best, most) = (default(DestinationPath), 0);
        foreach (var folder in there)
        {
            var found = await pass.AtDestination.RepeatAsync(token => pass.Destination.FindDeliveredAsync(folder, keys, token), cancellationToken);
            (best, most) = found.Count > most ? (folder.Path, found.Count) : (best, most);
        }

        return best;
    }

    private async Task<DestinationFolder?> LookAsync(DestinationPath path, CancellationToken cancellationToken)
    {
        try
        {
            return await pass.AtDestination.RepeatAsync(token => pass.Destination.FindFolderAsync(path, token), cancellationToken);
        }
        catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
        {
            // A calendar has the name: that is why there is a number.
            return null;
        }
    }
}
