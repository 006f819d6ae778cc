using System.Collections.Concurrent;

namespace Turnstone.Sandbox.Proxies.Imap;

/// <summary>What a proxy pretends about the server's folders, to all connections alike and for the rest of its life.</summary>
internal sealed class FolderTricks
{
    private readonly ConcurrentDictionary<string, string?> _shown = new(StringComparer.Ordinal);
    private int _uidValidityShift;

    /// <summary>What is added to every UIDVALIDITY.</summary>
    public int UidValidityShift => Volatile.Read(ref _uidValidityShift);

    public void ChangeUidValidity() => Interlocked.Increment(ref _uidValidityShift);

    public void Remove(string folder) => _shown[folder] = null;

    public void Rename(string from, string to) => _shown[from] = to;

    /// <summary>The name a folder of the server is shown by; null for one that is not shown.</summary>
    public string? Shown(string folder) => _shown.TryGetValue(folder, out var name) ? name : folder;

    /// <summary>The server's name of a folder that a client asks for; null where it is told that there is none.</summary>
    public string? Real(string folder) =>
        _shown.FirstOrDefault(pair => pair.Value == folder).Key ?? (_shown.ContainsKey(folder) ? null : folder);
}
