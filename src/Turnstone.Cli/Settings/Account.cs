using Turnstone.Connectors;

namespace Turnstone.Cli.Settings;

/// <summary>Who signs in at the destination.</summary>
/// <param name="Login">The name; of a token or a ticket, only what to call it.</param>
/// <param name="Password">Null where a token or this machine's Kerberos tickets sign in.</param>
internal sealed record Account(string Login, Secret? Password);
