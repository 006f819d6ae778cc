using System.ComponentModel.DataAnnotations;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Notices;

namespace Turnstone.Client.CredentialRequests;

/// <summary>A request to the users of mailboxes for their user names and passwords.</summary>
public sealed record CredentialRequestDraft : MailboxSelection
{
    /// <summary>Whether those for the source are asked for.</summary>
    public bool Source { get; init; }

    /// <summary>Whether those for the destination are asked for.</summary>
    public bool Destination { get; init; }

    /// <summary>Where the mail goes; default the address at the source, which people still read.</summary>
    public NoticeSide To { get; init; } = NoticeSide.Source;

    /// <summary>Whether what is entered is tried at the server before it is kept; default yes.</summary>
    public bool Tries { get; init; } = true;

    /// <summary>How many days the link works; default 7.</summary>
    [Range(1, 30)]
    public int Days { get; init; } = 7;
}
