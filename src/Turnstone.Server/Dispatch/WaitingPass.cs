namespace Turnstone.Server.Dispatch;

/// <summary>A pass that is to run, and where.</summary>
/// <param name="PassId">The pass.</param>
/// <param name="MailboxId">Its mailbox.</param>
/// <param name="Region">The pool of workers its project wants.</param>
internal sealed record WaitingPass(Guid PassId, Guid MailboxId, string Region);
