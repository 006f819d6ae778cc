using System.Net.Security;

namespace Turnstone.Sandbox.SignIn;

/// <summary>
/// NTLM or Negotiate on one connection, judged by the system's GSSAPI: nothing here knows a password. NTLM holds for the connection
/// once it is accepted ([R] Persistent-Auth); Kerberos is asked for on each request, the stricter of IIS's two ways (authPersistNonNTLM).
/// </summary>
internal sealed class WindowsConversation(AccountDirectory accounts) : IDisposable
{
    private NegotiateAuthentication? _talk;

    /// <summary>Whose connection it is; null before and after.</summary>
    public Account? Owner { get; private set; }

    /// <summary>The next step. The reply's token, if any, goes back with whatever status the answer has.</summary>
    public (Account? SignedIn, byte[]? Token) Hear(string scheme, byte[] token)
    {
        Owner = null;
        _talk ??= new NegotiateAuthentication(new NegotiateAuthenticationServerOptions { Package = scheme });
        var answer = _talk.GetOutgoingBlob(token, out var status);
        if (status == NegotiateAuthenticationStatusCode.ContinueNeeded)
        {
            return (null, answer);
        }

        var account = status == NegotiateAuthenticationStatusCode.Completed ? accounts.Find(_talk.RemoteIdentity.Name!.TrimStart('\\')) : null;
        account = account is { State: AccountState.Enabled } ? account : null;
        Owner = _talk is { IsAuthenticated: true, Package: "NTLM" } ? account : null;
        _talk.Dispose();
        _talk = null;
        return (account, account is null ? null : answer);
    }

    public void Dispose() => _talk?.Dispose();
}
