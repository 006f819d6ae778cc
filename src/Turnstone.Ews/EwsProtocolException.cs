namespace Turnstone.Ews;

/// <summary>An answer came and was not one: cut short, garbled, beyond the limits, or with the wrong number of responses. What became of the items is not known.</summary>
public sealed class EwsProtocolException : EwsException
{
    internal EwsProtocolException(RequestFacts facts, EwsProtocolErrorKind kind, string message, Exception? inner = null)
        : base(facts, message, inner) => Kind = kind;

    public EwsProtocolErrorKind Kind { get; }

    /// <summary>How many responses were due; null where it did not come to counting.</summary>
    public int? Expected { get; internal init; }

    /// <summary>How many came.</summary>
    public int? Received { get; internal init; }
}

/// <summary>What was wrong with an answer.</summary>
public enum EwsProtocolErrorKind
{
    /// <summary>It ended before its end.</summary>
    Truncated,

    /// <summary>It was not XML, or not an EWS envelope.</summary>
    Garbled,

    /// <summary>It held more or fewer responses than the request held items.</summary>
    WrongCount,

    /// <summary>It went beyond <see cref="AnswerLimits"/>.</summary>
    BeyondLimits,
}
