namespace Turnstone.Client.CredentialRequests;

/// <summary>What became of a request for credentials.</summary>
/// <param name="Mailboxes">How many mailboxes' users were asked.</param>
/// <param name="Mails">How many mails were written.</param>
public sealed record CredentialsAskedInfo(int Mailboxes, int Mails);
