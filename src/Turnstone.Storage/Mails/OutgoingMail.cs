namespace Turnstone.Storage.Mails;

/// <summary>
/// A mail of the house to one person. Saved with what caused it, so that neither is without the other; sent afterwards. Nobody is served it:
/// it may hold a link that only its recipient may have.
/// </summary>
public sealed class OutgoingMail
{
    /// <summary>Its id, which its Message-ID is made of: a mail that arrives twice can be told to be the same. One made later sorts behind.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Which kind of mail, such as <c>invitation</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The address it goes to.</summary>
    public required string Recipient { get; init; }

    /// <summary>Subject and both bodies, encrypted; empty once it was sent or given up.</summary>
    public required string ProtectedContent { get; set; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it is to be tried next, UTC. A sender that takes it moves this on, so that no other takes it meanwhile.</summary>
    public required DateTimeOffset Due { get; set; }

    /// <summary>How often sending was begun.</summary>
    public int Attempts { get; set; }

    /// <summary>When a server took it, UTC; null before.</summary>
    public DateTimeOffset? Sent { get; set; }

    /// <summary>When it was given up, UTC; null where it was not.</summary>
    public DateTimeOffset? GivenUp { get; set; }

    /// <summary>Why the last attempt failed, in the server's words where it had any; empty where none did.</summary>
    public string LastError { get; set; } = "";
}
