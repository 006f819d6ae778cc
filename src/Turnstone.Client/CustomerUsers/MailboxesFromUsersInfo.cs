namespace Turnstone.Client.CustomerUsers;

/// <summary>What came of adding people's mailboxes.</summary>
/// <param name="Added">Mailboxes that were added.</param>
/// <param name="AlreadyThere">People whose mailbox the project has already.</param>
public sealed record MailboxesFromUsersInfo(int Added, int AlreadyThere);
