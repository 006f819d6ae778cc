namespace Turnstone.Engine.Verification;

/// <summary>One leaf of a message's tree, as what can be compared: digests, never content.</summary>
/// <param name="Where">Its number among the leaves, for people.</param>
internal abstract record PartFacts(string Where)
{
    /// <summary>A text or a file.</summary>
    /// <param name="Where">Its number.</param>
    /// <param name="Bytes">SHA-256 of the decoded bytes.</param>
    /// <param name="Text">SHA-256 of the text after charset decoding; null for what is no text.</param>
    /// <param name="Subtype">For a text: plain, html and so on.</param>
    /// <param name="Name">The file name; null where there is none.</param>
    /// <param name="ContentId">The id by which other parts refer to it; null where there is none.</param>
    /// <param name="IsFile">Whether it is shown as an attachment rather than as a text to read.</param>
    /// <param name="IsEmpty">Whether nothing can be read in it.</param>
    public sealed record Leaf(
        string Where, string Bytes, string? Text, string Subtype, string? Name, string? ContentId, bool IsFile, bool IsEmpty) : PartFacts(Where)
    {
        /// <summary>Whether it may become the text to read although it has a name (<see cref="LegitimateChanges.NamedBodies"/>).</summary>
        public bool MayBeBody { get; init; }
    }

    /// <summary>A signed or encrypted entity at the top of a message.</summary>
    /// <param name="Where">Its number.</param>
    /// <param name="Raw">SHA-256 over its type, its boundary and its undecoded bytes.</param>
    public sealed record Sealed(string Where, string Raw) : PartFacts(Where);

    /// <summary>An attached message.</summary>
    public sealed record Nested(string Where, MessageFacts Message) : PartFacts(Where);
}
