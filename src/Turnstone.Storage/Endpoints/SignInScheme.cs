namespace Turnstone.Storage.Endpoints;

/// <summary>How an account signs in at an Exchange server.</summary>
public enum SignInScheme
{
    /// <summary>Basic.</summary>
    Basic,

    /// <summary>NTLM.</summary>
    Ntlm,

    /// <summary>Kerberos, by the server machine's tickets where there is no password.</summary>
    Negotiate,

    /// <summary>An OAuth access token.</summary>
    Bearer,
}
