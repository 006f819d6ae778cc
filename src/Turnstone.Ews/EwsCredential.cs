namespace Turnstone.Ews;

/// <summary>Who signs in, and how. No way of signing in is tried a second time after the server refused it: tries are what locks accounts out.</summary>
public abstract record EwsCredential
{
    private EwsCredential()
    {
    }

    /// <summary>Basic, sent with the first request: no 401 round trip with a large body.</summary>
    public sealed record Basic(string UserName, EwsPassword Password) : EwsCredential;

    /// <summary>
    /// NTLM, which signs in a connection rather than a request: each new connection is signed in by requests without a body before
    /// anything is sent on it. The name is <c>DOMAIN\name</c> or <c>name@domain</c>.
    /// </summary>
    public sealed record Ntlm(string UserName, EwsPassword Password) : EwsCredential;

    /// <summary>
    /// Negotiate (SPNEGO). Without a password, Kerberos by the tickets this machine holds (<c>kinit</c>). With one, Kerberos by the
    /// password where this machine has a Kerberos configuration, else NTLM. After a password went to a key distribution center NTLM is
    /// not tried as well: a wrong one would count twice.
    /// </summary>
    public sealed record Negotiate(string? UserName, EwsPassword? Password) : EwsCredential;

    /// <summary>An OAuth access token, sent with every request.</summary>
    public sealed record Bearer(EwsPassword Token) : EwsCredential;

    /// <summary>
    /// The strongest scheme that the server offers and this credential can do: with a password NTLM, then Negotiate, then Basic (over
    /// TLS or to this machine only); without one Negotiate. The server is asked once, without credentials. A ticket of this machine is
    /// not used beside a password, since it may be another account's.
    /// </summary>
    public sealed record Auto(string UserName, EwsPassword? Password) : EwsCredential;
}
