using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Mailboxes.Pacing;

namespace Turnstone.Connectors.Imap;

/// <summary>One mailbox on an IMAP server, and how to read it.</summary>
public sealed record ImapSourceOptions
{
    /// <summary>The server.</summary>
    public required ImapEndpoint Endpoint { get; init; }

    /// <summary>The way in.</summary>
    public required ImapSignIn SignIn { get; init; }

    /// <summary>Shared by the mailboxes of a run, so that a wrong password is tried once; default: this mailbox's own.</summary>
    public ImapSignIns SignIns { get; init; } = new();

    /// <summary>Certificate authorities to believe besides the system's; default none.</summary>
    public IReadOnlyList<X509Certificate2> TrustedAuthorities { get; init; } = [];

    /// <summary>
    /// The most connections to the mailbox: one lists, the others fetch, two of them where the round trip is short and one more for every 7 ms
    /// of it. Default 10, what Dovecot allows each user and address; Gmail allows 15 in all. A server that takes fewer is made do with.
    /// </summary>
    [Range(2, 10)]
    public int Connections { get; init; } = 10;

    /// <summary>How long to wait for a connection and its greeting; default 30 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server may be silent while an answer is due; every byte starts it anew. Default 2 minutes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How fast all connections that share it may read together; default as fast as they can.</summary>
    public BandwidthCap? Cap { get; init; }

    /// <summary>Where fetched messages wait; default memory up to 4 MiB, then the system's temporary folder.</summary>
    public ContentSpool Spool { get; init; } = new();
}
