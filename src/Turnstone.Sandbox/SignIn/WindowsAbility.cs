using System.Net.Security;

namespace Turnstone.Sandbox.SignIn;

/// <summary>Whether this process can judge NTLM and Negotiate: a scheme that is offered is tried.</summary>
internal static class WindowsAbility
{
    // The first message of NTLM ([MS-NLMP] 2.2.1.1): Unicode, NTLM, extended session security; no domain, no workstation.
    private static readonly byte[] NtlmGreeting =
        [.. "NTLMSSP\0"u8, 1, 0, 0, 0, 0x05, 0x02, 0x88, 0xA2, 0, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 15];

    /// <exception cref="InvalidOperationException">One of the schemes cannot be judged here; says what is missing.</exception>
    public static void Require(SignInSchemes schemes)
    {
        if (schemes.HasFlag(SignInSchemes.Ntlm) && Answer("NTLM", NtlmGreeting) != NegotiateAuthenticationStatusCode.ContinueNeeded)
        {
            throw new InvalidOperationException(
                "NTLM cannot be judged here: install gss-ntlmssp, and set NTLM_USER_FILE to a file with a line DOMAIN:name:password for each account.");
        }

        // Any answer that is about the token shows that there is a key to judge it with.
        if (schemes.HasFlag(SignInSchemes.Negotiate)
            && Answer("Negotiate", [0]) is NegotiateAuthenticationStatusCode.Unsupported or NegotiateAuthenticationStatusCode.UnknownCredentials)
        {
            throw new InvalidOperationException("Kerberos cannot be judged here: set KRB5_KTNAME to a keytab that holds HTTP/host.");
        }
    }

    private static NegotiateAuthenticationStatusCode Answer(string package, byte[] token)
    {
        using var talk = new NegotiateAuthentication(new NegotiateAuthenticationServerOptions { Package = package });
        talk.GetOutgoingBlob(token, out var status);
        return status;
    }
}
