using Turnstone.Client.Projects;

namespace Turnstone.Server.Projects;

/// <summary>What a step of the runbook is called, what is to be done, and what the button that does it says.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Text">What is to be done, and what to look at.</param>
/// <param name="Action">What the button or the link says; null where nothing here does it.</param>
internal sealed record RunbookWords(string Title, string Text, string? Action)
{
    public static RunbookWords Of(RunbookStep step) => step switch
    {
        RunbookStep.Endpoints => new("Choose the endpoints", "The IMAP server that mailboxes are copied from, and the Exchange server they go to.", "Set up"),
        RunbookStep.Mailboxes => new("Add the mailboxes", "A list with seven columns, the customer's users, or one by one. They have to exist at the destination.", "Bulk Add"),
        RunbookStep.Licences => new("Apply licences", "A User Migration Bundle for each user. Verifying and trials need none.", "Users and licences"),
        RunbookStep.Verify => new("Verify credentials", "Both sides are signed in to. Mend what fails before anything moves.", "Verify Credentials"),
        RunbookStep.Trial => new("Trial migration", "All folders, up to 10 items of each. Look at the folders at the destination.", "Trial Migration"),
        RunbookStep.TellBefore => new("Tell users what is coming", "A mail in the project's words, with the day of the cut-over.", "Write to users"),
        RunbookStep.PreStage => new("Pre-stage", "Mail older than 90 days goes ahead, days or weeks before the cut-over.", "Pre-Stage Migration"),
        RunbookStep.CutOver => new("Cut over", "Point the MX record and the Autodiscover name at the new server, and have the old one forward what still reaches it. Lower the records' time to live a day before.", "Check the records"),
        RunbookStep.TellAfter => new("Tell users how to go on", "That the new mailbox is theirs, and what their mail program will ask.", "Write to users"),
        RunbookStep.Full => new("Full migration", "All that is not there yet: after a pre-stage that is the rest.", "Full Migration"),
        RunbookStep.Retry => new("Retry errors", "Items that failed are tried again, without a licence. Read what is left, item by item.", "Retry Errors"),
        RunbookStep.Outlook => new("Set Outlook up anew", "A new profile for each user. Signatures, local archives and lists of suggested addresses move by hand.", null),
        RunbookStep.Statistics => new("Send for the statistics", "What was moved, for the customer and for your files.", "Project statistics"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
    };
}
