namespace Turnstone.Client.Endpoints;

/// <summary>How to sign in at an Exchange server.</summary>
public enum ExchangeScheme
{
    /// <summary>Basic.</summary>
    Basic,

    /// <summary>NTLM.</summary>
    Ntlm,

    /// <summary>Kerberos, by the tickets of the machine Turnstone runs on where there is no password.</summary>
    Negotiate,

    /// <summary>An OAuth access token.</summary>
    Bearer,
}
