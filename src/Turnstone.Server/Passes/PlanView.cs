using Turnstone.Client.Mailboxes;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Server.Passes;

/// <summary>Plans in the words of the contract.</summary>
internal static class PlanView
{
    /// <summary>Its folders, in its order.</summary>
    public static IEnumerable<PlannedFolderInfo> Of(MailboxPlan plan)
    {
        var firsts = new Dictionary<DestinationPath, PlannedFolder>();
        foreach (var folder in plan.Folders)
        {
            var first = folder.Destination is { } place && !firsts.TryAdd(place, folder) ? firsts[place] : null;
            yield return new PlannedFolderInfo
            {
                Source = Visible(folder.Source.Path.Names),
                Destination = folder.Destination is { } destination ? NamesOf(destination) : null,
                Items = folder.Source.HoldsItems ? folder.Source.Count : null,
                Bytes = folder.Source.HoldsItems ? folder.Source.Bytes : null,
                Renamed = folder.Renamed is { } renamed ? VisibleText.Of(renamed) : null,
                Joins = first is null ? null : Visible(first.Source.Path.Names),
                IsMapped = folder.IsMapped,
                LeftOut = folder.LeftOut,
                Failure = folder.Source.Unavailable is { } failure ? PassView.Of(failure) : null,
            };
        }
    }

    private static IReadOnlyList<string> NamesOf(DestinationPath path) =>
        Visible(path.Anchor == FolderRole.None ? path.Below.Names : [(path with { Below = FolderPath.Top }).ToString(), .. path.Below.Names]);

    private static IReadOnlyList<string> Visible(IEnumerable<string> names) => [.. names.Select(VisibleText.Of)];
}
