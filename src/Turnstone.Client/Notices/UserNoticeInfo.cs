namespace Turnstone.Client.Notices;

/// <summary>What was written to users.</summary>
/// <param name="Mailboxes">For how many mailboxes.</param>
/// <param name="Mails">How many mails; they go out one after the other.</param>
public sealed record UserNoticeInfo(int Mailboxes, int Mails);
