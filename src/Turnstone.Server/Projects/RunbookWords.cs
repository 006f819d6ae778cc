using Turnstone.Client.Projects;

namespace Turnstone.Server.Projects;

/// <summary>What a step of the runbook is called, what is to be done and why, and what the button or link that does it says.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Text">What is to be done, and what to look at.</param>
/// <param name="Why">What goes wrong without it.</param>
/// <param name="Action">What leads to it says; null where nothing here does it.</param>
internal sealed record RunbookWords(string Title, string Text, string Why, string? Action = null)
{
    public static RunbookWords Of(RunbookStep step) => step switch
    {
        RunbookStep.PrepareSource => new(
            "Prepare the old server",
            "Have an administrator's account that may open all mailboxes there, or each user's login and password. IMAP has to be on for all of them, reach this server through firewalls, and allow as many connections as mailboxes are to move at once.",
            "Most moves fail before the first message: at sign-in, at a closed port, at a limit nobody knew of."),
        RunbookStep.PrepareDestination => new(
            "Prepare the new server",
            "Make the mailboxes and a service account that may open them by FullAccess or impersonation, lift its throttling, and raise the sizes of messages and requests. Each change is written down with what undoes it.",
            "With Exchange's defaults an account has no rights on mailboxes, is slowed down, and large messages are refused.", "Scripts for Exchange"),
        RunbookStep.Endpoints => new(
            "Choose the endpoints", "The IMAP server that mailboxes are copied from, and the Exchange server they go to, each with how to sign in.", "Everything below goes by them.", "Set up"),
        RunbookStep.TestSource => new(
            "Test the source", "Name, line, certificate, sign-in and folders are tried from where this server is. Name a mailbox, so that one is opened too. Heed warnings.",
            "A fault that is found now costs minutes; found in the night of the cut-over it costs the night.", "Test the source"),
        RunbookStep.TestDestination => new(
            "Test the destination", "The way to Exchange, the account's rights and the limits that bind are tried and measured. Name a mailbox, so that its rights are seen.",
            "Rights and limits differ from mailbox to mailbox and from what the console shows.", "Test the destination"),
        RunbookStep.Mailboxes => new(
            "Add the mailboxes", "A list with seven columns, the customer's users, or one by one. They have to exist at the destination.", "What is not in the list is not moved.", "Bulk Add"),
        RunbookStep.Licences => new(
            "Apply licences", "A User Migration Bundle for each user. Verifying and trials need none.", "Pre-stage and full migration do not start without.", "Users and licences"),
        RunbookStep.Verify => new(
            "Verify credentials", "Both sides of every mailbox are signed in to. Mend what fails before anything moves.", "One wrong password stops one mailbox: better found by day.", "Verify Credentials"),
        RunbookStep.Trial => new(
            "Trial migration", "All folders of every mailbox, and up to 10 items of each folder.", "It shows names, dates and rights as they will be, with hardly any mail moved.", "Trial Migration"),
        RunbookStep.CheckFolders => new(
            "Look at the folders", "Open a few mailboxes at the destination, and the lists of folders here: the old Sent must be in Sent Items, names must be read as they were, dates must be those of then. A mapping of folders is changed in the settings.",
            "After the full migration a folder in the wrong place has to be moved in every mailbox.", "Mailboxes and their folders"),
        RunbookStep.TellBefore => new(
            "Tell users what is coming", "A mail in the project's words, with the day of the cut-over.", "Who knows the day does not call on it.", "Write to users"),
        RunbookStep.PreStage => new(
            "Pre-stage", "Mail older than 90 days goes ahead, days or weeks before the cut-over. Users notice nothing.", "What is there already need not be copied in the night of the cut-over.", "Pre-Stage Migration"),
        RunbookStep.CutOver => new(
            "Cut over", "A day before, lower the time to live of the records. Then point MX and Autodiscover at the new server, adapt SPF, and have the old server forward what still reaches it. Check until all names say the new values.",
            "Until then new mail goes to the old server.", "Check the records"),
        RunbookStep.TellAfter => new(
            "Tell users how to go on", "That the new mailbox is theirs, and what their mail program will ask.", "The first question of the morning is answered before it is asked.", "Write to users"),
        RunbookStep.Full => new("Full migration", "All that is not there yet: after a pre-stage that is the rest.", "It may run again at any time and copies only what is new.", "Full Migration"),
        RunbookStep.Retry => new(
            "Retry errors", "Items that failed are tried again, without a licence. Read what is left, item by item: each says why and what to do.", "Nothing is lost silently: what did not arrive is in the list.", "Retry Errors"),
        RunbookStep.Outlook => new(
            "Set Outlook up anew", "A new profile for each user. Signatures, local archives and lists of suggested addresses move by hand.", "An old profile goes on asking the old server."),
        RunbookStep.Statistics => new("Send for the statistics", "What was moved, for the customer and for your files.", "The customer wants to see it, and you to bill it.", "Project statistics"),
        RunbookStep.UndoPreparations => new(
            "Undo the preparations", "Run what undoes the scripts of the preparation: take the service account's rights, throttling and sizes back, close the administrator's access at the old server, and change passwords that were handed out.",
            "An account that opens every mailbox must not outlive the move.", "Scripts for Exchange"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
    };

    /// <summary>How a step stands, in a word or two.</summary>
    public static string StateOf(RunbookStepInfo step) => step switch
    {
        { State: RunbookState.NotNeeded } => "not needed",
        { State: RunbookState.Done, Step: RunbookStep.Mailboxes, Done: { } added } => added == 1 ? "1 mailbox" : $"{added:N0} mailboxes",
        { Step: RunbookStep.Retry, State: RunbookState.Begun } => step.Of == 1 ? "1 mailbox has errors" : $"{step.Of:N0} mailboxes have errors",
        { Of: { } of, Done: { } done, IsTicked: false } when of > 0 => $"{done:N0} of {of:N0}",
        { State: RunbookState.Done } => "done",
        { State: RunbookState.Begun } => "failed",
        _ => "not yet",
    };
}
