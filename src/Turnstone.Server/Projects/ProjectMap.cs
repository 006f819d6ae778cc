using Turnstone.Client.Projects;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Projects;

/// <summary>Rows of projects as the contract writes them.</summary>
internal static class ProjectMap
{
    public static ProjectInfo InfoOf(Project row, int mailboxes) => new()
    {
        Id = row.Id,
        CustomerId = row.CustomerId,
        CreatedBy = row.CreatedBy,
        Name = row.Name,
        SourceId = row.SourceId,
        DestinationId = row.DestinationId,
        Region = row.Region,
        MostAtOnce = row.MostAtOnce,
        MostErrors = row.MostErrors,
        MostPasses = row.MostPasses,
        FolderFilter = row.FolderFilter,
        NewerThan = row.NewerThan,
        OlderThan = row.OlderThan,
        SupportOptions = row.SupportOptions,
        MostMegabits = row.MostMegabits,
        SuccessAddresses = LinesOf(row.SuccessAddresses),
        FailureAddresses = LinesOf(row.FailureAddresses),
        KeepsSubjects = row.KeepsSubjects,
        PurgeDays = row.PurgeDays,
        Mailboxes = mailboxes,
        Created = row.Created,
        Archived = row.Archived,
    };

    private static string[] LinesOf(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
