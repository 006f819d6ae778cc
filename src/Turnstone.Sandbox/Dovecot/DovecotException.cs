namespace Turnstone.Sandbox.Dovecot;

/// <summary>The sandbox's Dovecot did not start or does not answer; the message holds the end of its own log.</summary>
public sealed class DovecotException(string message, Exception? inner = null) : Exception(message, inner);
