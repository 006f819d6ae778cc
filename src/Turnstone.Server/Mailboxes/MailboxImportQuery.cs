namespace Turnstone.Server.Mailboxes;

/// <summary>How a list of mailboxes is taken in.</summary>
/// <param name="DryRun">Whether the list is only looked at: its faults are told, nothing is added.</param>
/// <param name="KeepUnknownOptions">Confirms support options whose names or values are not known.</param>
internal sealed record MailboxImportQuery(bool DryRun = false, bool KeepUnknownOptions = false);
