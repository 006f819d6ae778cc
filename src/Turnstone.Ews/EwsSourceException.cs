namespace Turnstone.Ews;

/// <summary>The caller's own message could not be read while it was being sent. The server never got a whole request.</summary>
public sealed class EwsSourceException : EwsException
{
    internal EwsSourceException(RequestFacts facts, int index, string message, Exception? inner)
        : base(facts, $"message {index} of the request could not be read. {message}", inner) => Index = index;

    /// <summary>Which of the messages with MIME in the request, from 0.</summary>
    public int Index { get; }
}
