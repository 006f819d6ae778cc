namespace Turnstone.Ews.Soap;

/// <summary>An answer went beyond <see cref="AnswerLimits"/>; becomes an <see cref="EwsProtocolException"/> at the client's door.</summary>
internal sealed class AnswerLimitException(string message) : Exception(message);
