namespace Turnstone.Client.Passes;

/// <summary>A mailbox that no pass was submitted for.</summary>
/// <param name="MailboxId">Which.</param>
/// <param name="Mailbox">Its address at the source; empty where there is none of this id.</param>
/// <param name="Code">Why, as a code.</param>
/// <param name="Message">Why, for people.</param>
public sealed record RefusedMailbox(Guid MailboxId, string Mailbox, string Code, string Message);
