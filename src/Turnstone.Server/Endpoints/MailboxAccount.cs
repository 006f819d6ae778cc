using Turnstone.Connectors;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Server.Endpoints;

/// <summary>A mailbox at one side, and what it brings to sign in with itself.</summary>
/// <param name="Address">Its primary address.</param>
/// <param name="Login">Its login, or what the server calls it where an administrator opens it; null where that is the address.</param>
/// <param name="Secret">Its password; null where nobody entered one.</param>
internal sealed record MailboxAccount(SmtpAddress Address, string? Login = null, Secret? Secret = null);
