using Turnstone.Sandbox.Tls;

namespace Turnstone.Sandbox.Dovecot;

/// <summary>What a Dovecot of the sandbox is started with.</summary>
public sealed record DovecotOptions
{
    /// <summary>The mailboxes; each comes into being at the first sign-in.</summary>
    public required IReadOnlyList<DovecotAccount> Accounts { get; init; }

    /// <summary>May open every mailbox there is, as <c>user*master</c> or with PLAIN's authorization id; default none.</summary>
    public DovecotAccount? Master { get; init; }

    /// <summary>Mechanisms offered besides PLAIN and LOGIN, such as <c>scram-sha-256</c>; default none.</summary>
    public IReadOnlyList<string> FurtherMechanisms { get; init; } = [];

    /// <summary>Where bearer tokens are shown to be judged (RFC 7662, by POST). Dovecot 2.3 only; default null, no tokens.</summary>
    public Uri? TokenIntrospection { get; init; }

    /// <summary>By which mechanisms tokens are taken, where they are; default XOAUTH2 and OAUTHBEARER.</summary>
    public IReadOnlyList<string> TokenMechanisms { get; init; } = ["xoauth2", "oauthbearer"];

    /// <summary>
    /// Maildir++, as most hosts run it: dots between names, and a directory a folder, which others may make behind the server's back. Views
    /// ("All Mail", "Starred") and folders for everybody (below "Public") besides. Default false: slashes, and the server alone knows names.
    /// </summary>
    public bool IsMaildir { get; init; }

    /// <summary>Accounts whose sign-in is refused with a word to that effect, though the password is right (<c>nologin</c>); default none.</summary>
    public IReadOnlyCollection<string> Locked { get; init; } = [];

    /// <summary>How many connections a user may have from one address (<c>mail_max_userip_connections</c>); default 1000, as good as unlimited.</summary>
    public int ConnectionsPerUser { get; init; } = 1000;

    /// <summary>What is wrong with its certificate; default nothing.</summary>
    public CertificateFlaw Flaw { get; init; }

    /// <summary>How long the server may take until it greets; default 20 seconds.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it may take to end after it was asked to, before it is killed; default 5 seconds.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The ports are the system's choice when null, which is the default; else IMAP and IMAPS in that order.</summary>
    public (int Imap, int Imaps)? Ports { get; init; }
}
