namespace Turnstone.Sandbox.SignIn;

/// <summary>Ways to sign in, as the EWS virtual directory switches them on and off.</summary>
[Flags]
public enum SignInSchemes
{
    None = 0,

    Basic = 1,

    /// <summary>Needs GSSAPI with gss-ntlmssp, and NTLM_USER_FILE naming the accounts' passwords (DOMAIN:name:password a line).</summary>
    Ntlm = 2,

    /// <summary>Kerberos, and NTLM where that works. Needs GSSAPI, and KRB5_KTNAME naming a keytab of HTTP/host.</summary>
    Negotiate = 4,

    /// <summary>Static tokens, see <see cref="ExchangeServerOptions.BearerTokens"/>.</summary>
    Bearer = 8,
}
