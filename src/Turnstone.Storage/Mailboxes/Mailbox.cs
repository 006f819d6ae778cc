using System.ComponentModel.DataAnnotations;
using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Mailboxes;

/// <summary>A mailbox of a project: where it comes from, where it goes, and how to sign in to it where the endpoint does not say.</summary>
public sealed class Mailbox : Owned, ILogged
{
    /// <summary>The longest login, in UTF-16 units.</summary>
    public const int LongestLogin = 500;

    /// <summary>The project; a mailbox may move to another.</summary>
    public required Guid ProjectId { get; set; }

    /// <summary>
    /// The person at the customer whose mailbox it is; null where nobody is known to be. Once found by an address it stays, so that what is theirs
    /// follows when an address changes.
    /// </summary>
    public Guid? CustomerUserId { get; set; }

    /// <summary>The address at the source.</summary>
    public required string SourceAddress
    {
        get;
        set => (field, SourceSearch) = (value, SearchText.Of(value));
    }

    /// <summary>The address at the destination.</summary>
    public required string DestinationAddress
    {
        get;
        set => (field, DestinationSearch) = (value, SearchText.Of(value));
    }

    /// <summary>Who signs in at the source; null where the endpoint says, or nobody knows yet.</summary>
    public string? SourceLogin { get; set; }

    /// <summary>The secret of the source's login, encrypted; null where there is none.</summary>
    public string? ProtectedSourceSecret { get; set; }

    /// <summary>Who signs in at the destination; null where the endpoint says.</summary>
    public string? DestinationLogin { get; set; }

    /// <summary>The secret of the destination's login, encrypted; null where there is none.</summary>
    public string? ProtectedDestinationSecret { get; set; }

    /// <summary>The number in the last column of a bulk import, kept as it came.</summary>
    public int Flags { get; set; }

    /// <summary>Support options of this mailbox, added to the project's; empty for none.</summary>
    public string SupportOptions { get; set; } = "";

    /// <summary>The colour of its star, one to six; null for none.</summary>
    [Range(1, 6)]
    public int? Star { get; set; }

    /// <summary>When it was added, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When its credentials were last entered or signed in with, UTC; null where they were not since it was added.</summary>
    public DateTimeOffset? LastUsed { get; set; }

    /// <summary>The source's address for searching.</summary>
    public string SourceSearch { get; private set; } = "";

    /// <summary>The destination's address for searching.</summary>
    public string DestinationSearch { get; private set; } = "";

    string ILogged.Called => SourceAddress;
}
