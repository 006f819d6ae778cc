using System.Globalization;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Projects;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Projects;

internal static class ProjectView
{
    public static View<ProjectInfo> Of { get; } = new(
        new("Name", project => project.Name),
        new("Mailboxes", project => Quantity.Count(project.Mailboxes)),
        new("Region", project => project.Region),
        new("At once", project => $"{project.MostAtOnce}"),
        new("Endpoints", project => (project.SourceId, project.DestinationId) switch
        {
            (null, null) => "none chosen",
            (null, _) => "no source",
            (_, null) => "no destination",
            _ => "both",
        }),
        new("Source", project => $"{project.SourceId}", InLists: false),
        new("Destination", project => $"{project.DestinationId}", InLists: false),
        new("Customer", project => $"{project.CustomerId}", InLists: false),
        new("Most errors", project => Quantity.Count(project.MostErrors), InLists: false),
        new("Most passes", project => Quantity.Count(project.MostPasses), InLists: false),
        new("Most Mbit/s", project => project.MostMegabits?.ToString(CultureInfo.InvariantCulture), InLists: false),
        new("Leaves out", project => project.FolderFilter, InLists: false),
        new("Newer than", project => Shown.Moment(project.NewerThan), InLists: false),
        new("Older than", project => Shown.Moment(project.OlderThan), InLists: false),
        new("Options", project => project.SupportOptions, InLists: false),
        new("Kept without use", project => $"{project.PurgeDays} days", InLists: false),
        new("Added", project => Shown.Moment(project.Created)),
        new("Archived", project => Shown.Moment(project.Archived), InLists: false),
        new("Id", project => $"{project.Id}"));
}
