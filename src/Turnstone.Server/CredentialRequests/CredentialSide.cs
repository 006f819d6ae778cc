namespace Turnstone.Server.CredentialRequests;

/// <summary>A side of a mailbox whose credentials are asked for.</summary>
/// <param name="Login">The login it probably has.</param>
/// <param name="Server">The server's name; empty where there is none yet.</param>
public sealed record CredentialSide(string Login, string Server);
