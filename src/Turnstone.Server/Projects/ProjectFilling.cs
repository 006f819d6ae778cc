using Turnstone.Client.Projects;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Projects;

/// <summary>Makes a row what a draft says, but for its endpoints; what could not be run is refused, with the field.</summary>
internal static class ProjectFilling
{
    /// <exception cref="Refusal">A field is wrong.</exception>
    public static void Fill(Project row, ProjectDraft draft)
    {
        if (draft.OlderThan <= draft.NewerThan)
        {
            throw Wrong("newerThan", "No item can be newer than this and older than the other bound: choose bounds that leave something between them.");
        }

        row.Name = draft.Name.Trim();
        row.Region = draft.Region.Trim();
        row.MostAtOnce = draft.MostAtOnce;
        row.MostErrors = draft.MostErrors;
        row.MostPasses = draft.MostPasses;
        row.FolderFilter = FilterOf(draft.FolderFilter);
        row.NewerThan = draft.NewerThan?.ToUniversalTime();
        row.OlderThan = draft.OlderThan?.ToUniversalTime();
        row.SupportOptions = SupportOptionCheck.Sound(draft.SupportOptions, project: "", draft.KeepUnknownOptions);
        row.MostMegabits = draft.MostMegabits;
        row.SuccessAddresses = AddressesOf("successAddresses", draft.SuccessAddresses);
        row.FailureAddresses = AddressesOf("failureAddresses", draft.FailureAddresses);
        row.KeepsSubjects = draft.KeepsSubjects;
        row.PurgeDays = draft.PurgeDays;
    }

    public static Refusal Wrong(string field, string message) => Refusal.Wrong(RefusalCodes.ProjectWrong, message, field);

    // Not trimmed: a blank may be what the expression looks for.
    private static string FilterOf(string text)
    {
        try
        {
            return text.Length == 0 || FolderFilter.Parse(text) is not null ? text : "";
        }
        catch (FormatException e)
        {
            throw Wrong("folderFilter", $"{e.Message} Try the expression on a folder path such as INBOX/Projects; ^ and $ mark its ends.");
        }
    }

    private static string AddressesOf(string field, IReadOnlyList<string> texts)
    {
        var wrong = texts.FirstOrDefault(text => !SmtpAddress.TryParse(text, out _));
        return wrong is null ? string.Join('\n', texts.Select(text => text.Trim())) : throw Wrong(field, $"\"{wrong}\" is not a mail address.");
    }
}
