using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// What the mailboxes of one run know together about signing in at their sources: which secret was accepted or refused where. A wrong
/// password of an administrator with a thousand mailboxes is one bad try. Safe for concurrent use. Forgets nothing: a new run takes a new one.
/// </summary>
/// <param name="time">The clock of pauses; default the system's.</param>
public sealed class ImapSignIns(TimeProvider? time = null)
{
    // Secrets are told apart by a keyed hash whose key dies with this object.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<(string Host, string Credential), ImapSignInDoor> _doors = new();
    private readonly ConcurrentDictionary<ImapEndpoint, Lazy<Task<ImapEndpoint?>>> _ways = new();

    /// <summary>The ports of a host lead to the same accounts, so they share a door.</summary>
    internal ImapSignInDoor DoorOf(ImapEndpoint endpoint, ImapCredential credential) =>
        _doors.GetOrAdd((endpoint.Host.ToUpperInvariant(), Fingerprint(credential)), _ => new ImapSignInDoor(time ?? TimeProvider.System));

    /// <summary>Looks for another way to a server once, whoever asks.</summary>
    internal Task<ImapEndpoint?> FindWayAsync(ImapEndpoint told, Func<ImapEndpoint, Task<ImapEndpoint?>> find) =>
        _ways.GetOrAdd(told, one => new Lazy<Task<ImapEndpoint?>>(() => find(one))).Value;

    private string Fingerprint(ImapCredential credential) =>
        Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{credential.Account.ToUpperInvariant()}\0{credential.Secret.Reveal()}")));
}
