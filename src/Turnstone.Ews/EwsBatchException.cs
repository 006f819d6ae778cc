using Turnstone.Ews.Types;

namespace Turnstone.Ews;

/// <summary>
/// A request for several items was answered by a single error. Which of the items it is about, and what became of the others, is not known.
/// </summary>
public sealed class EwsBatchException : EwsException
{
    internal EwsBatchException(RequestFacts facts, int expected, ResponseCode code, string? messageText, MessageXml messageXml)
        : base(facts, $"{expected} items were answered by one error, {code}: {messageText}")
    {
        Expected = expected;
        ResponseCode = code;
        MessageText = messageText;
        MessageXml = messageXml;
    }

    /// <summary>How many items the request held.</summary>
    public int Expected { get; }

    public ResponseCode ResponseCode { get; }

    public string? MessageText { get; }

    public MessageXml MessageXml { get; }

    public TimeSpan? BackOff => MessageXml.BackOff;
}
