using Turnstone.Sandbox.SignIn;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Access;

/// <summary>As whom a request runs, and the mailbox that is theirs: none for most service accounts.</summary>
internal sealed record Caller(Account Account, Mailbox? OwnMailbox);
