namespace Turnstone.Sandbox.SampleMail;

/// <summary>The system flags of IMAP that a client may set.</summary>
[Flags]
public enum SampleFlags
{
    /// <summary>Unread and untouched.</summary>
    None = 0,

    /// <summary>\Seen</summary>
    Seen = 1,

    /// <summary>\Answered</summary>
    Answered = 2,

    /// <summary>\Flagged</summary>
    Flagged = 4,

    /// <summary>\Draft</summary>
    Draft = 8,

    /// <summary>\Deleted: marked, and not yet expunged.</summary>
    Deleted = 16,
}
