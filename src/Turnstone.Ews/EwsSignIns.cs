using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Ews.Transport;

namespace Turnstone.Ews;

/// <summary>
/// What the clients of one run know together about signing in: the scheme chosen at a server, and whether a credential was accepted or
/// refused there. The first sign-in of a credential is tried by one client alone and a refused one by none again, so that a wrong
/// password of a service account with a hundred mailboxes is one bad try. One that was accepted and then refused is tried once more, by one
/// client, after a pause. Safe for concurrent use. Forgets nothing: a new run takes a new one.
/// </summary>
public sealed class EwsSignIns
{
    private readonly TimeProvider _time;

    // Passwords are told apart by a keyed hash whose key dies with this object.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<(string Server, string Credential), SignInDoor> _doors = new();
    private readonly ConcurrentDictionary<string, string> _schemes = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="time">The clock of pauses; default the system's.</param>
    public EwsSignIns(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    internal SignInDoor DoorOf(Uri server, EwsCredential credential) =>
        _doors.GetOrAdd((server.Authority.ToUpperInvariant(), Fingerprint(credential)), _ => new SignInDoor(_time));

    internal string? SchemesAt(Uri server) => _schemes.GetValueOrDefault(server.Authority);

    internal void RememberSchemes(Uri server, string schemes) => _schemes[server.Authority] = schemes;

    private string Fingerprint(EwsCredential credential)
    {
        var (scheme, name, secret) = credential switch
        {
            // The same password by another scheme is the same bad try.
            EwsCredential.Basic basic => ("password", basic.UserName, basic.Password.Reveal()),
            EwsCredential.Ntlm ntlm => ("password", ntlm.UserName, ntlm.Password.Reveal()),
            EwsCredential.Negotiate { Password: { } password } negotiate => ("password", negotiate.UserName ?? "", password.Reveal()),
            EwsCredential.Negotiate negotiate => ("ticket", negotiate.UserName ?? "", ""),
            EwsCredential.Bearer bearer => ("token", "", bearer.Token.Reveal()),
            EwsCredential.Auto auto => ("auto", auto.UserName, auto.Password?.Reveal() ?? ""),
            _ => throw new ArgumentException("A way to sign in that does not exist.", nameof(credential)),
        };
        return Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{scheme}\0{name.ToUpperInvariant()}\0{secret}")));
    }
}
