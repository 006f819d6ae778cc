namespace Turnstone.Sandbox.SignIn;

/// <summary>Someone who can sign in: the owner of a mailbox, or a service account with or without one.</summary>
public sealed record Account
{
    /// <summary>The part after the backslash in DOMAIN\alias.</summary>
    public required string Alias { get; init; }

    /// <summary>Primary SMTP address; null for an account without a mailbox.</summary>
    public string? SmtpAddress { get; init; }

    /// <summary>Sign-in name in the form of an address, where it differs from <see cref="SmtpAddress"/>.</summary>
    public string? UserPrincipalName { get; init; }

    /// <summary>FullAccess on every mailbox.</summary>
    public bool HasFullAccess { get; init; }

    /// <summary>Holds the role ApplicationImpersonation.</summary>
    public bool MayImpersonate { get; init; }

    /// <summary>Domain, Enterprise or Schema Admin: Exchange denies these access to other people's mailboxes, whatever they were granted, by entries
    /// that its set-up puts into Active Directory.</summary>
    public bool IsDirectoryAdmin { get; init; }

    /// <summary>Whether the password is taken at all. Default: it is.</summary>
    public AccountState State { get; init; }

    /// <summary>EWS is off for this account (Set-CASMailbox -EwsEnabled $false): it signs in and is answered 403. Default false.</summary>
    public bool IsEwsBlocked { get; init; }

    public bool HasMailbox => SmtpAddress is not null;
}
