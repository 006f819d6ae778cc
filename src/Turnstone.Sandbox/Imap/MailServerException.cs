namespace Turnstone.Sandbox.Imap;

/// <summary>A mail server of the sandbox did not start or refused something; the message holds what it said.</summary>
public sealed class MailServerException(string message) : Exception(message);
