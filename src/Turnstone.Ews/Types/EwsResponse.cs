namespace Turnstone.Ews.Types;

/// <summary>What the server said about one item of a request.</summary>
public sealed record EwsResponse<T>
    where T : class
{
    public required ResponseClass ResponseClass { get; init; }
    public required ResponseCode ResponseCode { get; init; }

    /// <summary>The server's sentence, in the language of the mailbox; for people, never for decisions.</summary>
    public string? MessageText { get; init; }

    public MessageXml MessageXml { get; init; } = MessageXml.Empty;

    /// <summary>How long the server asks to be left alone; null when it does not say. Servers are known to say zero while meaning more.</summary>
    public TimeSpan? BackOff => MessageXml.BackOff;

    /// <summary>What the operation answers; null on failure and where the server had nothing to tell.</summary>
    public T? Value { get; init; }

    public bool IsSuccess => ResponseClass == ResponseClass.Success;
}
