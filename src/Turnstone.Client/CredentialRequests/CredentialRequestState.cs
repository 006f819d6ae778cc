namespace Turnstone.Client.CredentialRequests;

/// <summary>Where a request for credentials stands.</summary>
public enum CredentialRequestState
{
    /// <summary>The mail was written; nobody has opened its link.</summary>
    Asked,

    /// <summary>Somebody has opened the link, or a program that looks at links in mails.</summary>
    Opened,

    /// <summary>The credentials were given and are stored.</summary>
    Given,

    /// <summary>The link works no longer: its time is over, or what was entered was refused too often.</summary>
    Expired,

    /// <summary>It was withdrawn, or another took its place.</summary>
    Withdrawn,
}
