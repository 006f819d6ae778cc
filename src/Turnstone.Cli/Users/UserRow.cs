using Turnstone.Engine.Mailboxes;

namespace Turnstone.Cli.Users;

/// <summary>A user of the source, as a row of the mailbox list.</summary>
/// <param name="Source">The address there.</param>
/// <param name="Login">The login there; null where it is the address.</param>
/// <param name="Destination">The address at the destination.</param>
internal sealed record UserRow(SmtpAddress Source, string? Login, SmtpAddress Destination);
