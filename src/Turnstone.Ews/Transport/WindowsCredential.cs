using System.Net;
using System.Net.Security;
using System.Security.Authentication.ExtendedProtection;

namespace Turnstone.Ews.Transport;

/// <summary>Makes the tokens of NTLM and Negotiate, with .NET's own NTLM or the system's GSSAPI or SSPI.</summary>
/// <param name="scheme">As HTTP spells it: NTLM or Negotiate.</param>
/// <param name="host">The server's name, which its Kerberos service is registered under.</param>
/// <param name="userName">Null for tickets of this machine.</param>
/// <param name="password">Null for tickets of this machine.</param>
internal sealed class WindowsCredential(string scheme, string host, string? userName, EwsPassword? password)
{
    public string Scheme { get; } = scheme;

    public string ServiceName { get; } = $"HTTP/{host}";

    /// <summary>
    /// NTLM travels bare in a Negotiate header where this machine has no Kerberos to wrap it with: Windows takes that, since its own
    /// browsers send it.
    /// </summary>
    private bool IsNtlm { get; } = scheme == "NTLM" || (password is not null && !Kerberos.IsConfigured);

    /// <summary>A new conversation; the binding ties it to the TLS connection (Extended Protection). Dispose it when it is over.</summary>
    public NegotiateAuthentication Begin(ChannelBinding? binding) => new(new NegotiateAuthenticationClientOptions
    {
        Package = IsNtlm ? "NTLM" : "Negotiate",
        Credential = password is null ? CredentialCache.DefaultNetworkCredentials : IsNtlm ? NtlmName(password) : Kerberos.NameOf(userName!, password),
        TargetName = ServiceName,
        Binding = binding,
    });

    /// <summary>What to say when not even the first token could be made.</summary>
    public string Explain(NegotiateAuthenticationStatusCode status) =>
        IsNtlm
            ? $"NTLM cannot be used on this machine ({status}). Choose another way to sign in."
            : password is null
                ? $"this machine holds no Kerberos ticket for {ServiceName} and could not get one ({status}). Sign in with kinit as the account that runs this, and use the host name that the service is registered under (setspn -Q {ServiceName})."
                : $"no Kerberos ticket for {ServiceName} could be had with the name and password of {userName} ({status}): the password is wrong, the realm is not in krb5.conf, its key distribution center cannot be reached, or the service is not registered (setspn -Q {ServiceName}). NTLM does without all but the password.";

    private NetworkCredential NtlmName(EwsPassword secret)
    {
        // DOMAIN\name goes in two fields; name@domain goes whole, with no domain ([MS-NLMP] 3.1.5.1.2: as the user gave it).
        int slash = userName!.IndexOf('\\', StringComparison.Ordinal);
        return slash > 0
            ? new NetworkCredential(userName[(slash + 1)..], secret.Reveal(), userName[..slash])
            : new NetworkCredential(userName, secret.Reveal());
    }
}
