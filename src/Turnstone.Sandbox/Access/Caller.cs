using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Access;

/// <summary>Who signed in, and the mailbox that is theirs: none for most service accounts.</summary>
internal sealed record Caller(string Account, Mailbox? OwnMailbox);
