namespace Turnstone.Ews.Soap;

/// <summary>The stream a caller gave for MIME failed. Keeps such a failure apart from one of the network; unwrapped before it reaches the caller.</summary>
internal sealed class MimeDestinationException(Exception inner) : Exception(inner.Message, inner);
