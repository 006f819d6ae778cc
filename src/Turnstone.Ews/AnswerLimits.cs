namespace Turnstone.Ews;

/// <summary>Caps on answers: a server is not trusted with our memory. Sizes are counted after decompression.</summary>
public sealed record AnswerLimits
{
    /// <summary>Bytes of an answer, MIME that is streamed away left out. Default 32 MiB: a page of 1000 items with some properties is about 1 MiB.</summary>
    public long MaxAnswerBytes { get; init; } = 32L << 20;

    /// <summary>Bytes of an answer with its MIME. Default 4 GiB.</summary>
    public long MaxStreamedAnswerBytes { get; init; } = 4L << 30;

    /// <summary>Characters of one value. Default 8 Mi.</summary>
    public int MaxTextLength { get; init; } = 8 << 20;

    /// <summary>Nesting of elements. Default 64; EWS needs about 15.</summary>
    public int MaxDepth { get; init; } = 64;
}
