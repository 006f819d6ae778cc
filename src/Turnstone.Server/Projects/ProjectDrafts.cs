using Turnstone.Client.Projects;

namespace Turnstone.Server.Projects;

/// <summary>A project as it is, to be changed in a few respects.</summary>
internal static class ProjectDrafts
{
    /// <summary>All of its settings. Options that are stored were confirmed when they were entered.</summary>
    public static ProjectDraft Of(ProjectInfo known) => new()
    {
        CustomerId = known.CustomerId,
        Name = known.Name,
        SourceId = known.SourceId,
        DestinationId = known.DestinationId,
        Region = known.Region,
        MostAtOnce = known.MostAtOnce,
        MostErrors = known.MostErrors,
        MostPasses = known.MostPasses,
        FolderFilter = known.FolderFilter,
        NewerThan = known.NewerThan,
        OlderThan = known.OlderThan,
        SupportOptions = known.SupportOptions,
        KeepUnknownOptions = true,
        MostMegabits = known.MostMegabits,
        SuccessAddresses = known.SuccessAddresses,
        FailureAddresses = known.FailureAddresses,
        KeepsSubjects = known.KeepsSubjects,
        PurgeDays = known.PurgeDays,
    };
}
