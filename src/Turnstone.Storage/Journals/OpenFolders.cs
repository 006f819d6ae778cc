using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>The folders a journal has open, and how long the lists behind them are. For the journal's writer alone.</summary>
internal sealed class OpenFolders
{
    /// <summary>What a row costs beside its bytes.</summary>
    public const int RowBytes = 16;

    // What is not worth folding (two dozen ordinary batches).
    private const int FewBytes = 4 << 10;

    private readonly Dictionary<(SourceFolderId, uint), OpenFolder> _open = [];
    private readonly Dictionary<long, OpenFolder> _byNumber = [];

    /// <summary>One that is open; null where it is not.</summary>
    public OpenFolder? Find(SourceFolderId id, uint uidValidity) => _open.GetValueOrDefault((id, uidValidity));

    public OpenFolder Of(JournalFolder folder) => _byNumber[folder.Number];

    public void Add(OpenFolder open)
    {
        _open.Add((open.Folder.Id, open.Folder.UidValidity), open);
        _byNumber.Add(open.Folder.Number, open);
    }

    public void ThrowIfForeign(JournalFolder folder)
    {
        if (!_byNumber.TryGetValue(folder.Number, out var open) || open.Folder != folder)
        {
            throw new ArgumentException("The folder was opened by another journal.", nameof(folder));
        }
    }

    /// <summary>Those whose short lists have grown to half of the long one.</summary>
    public IEnumerable<OpenFolder> ToBeFolded() => _open.Values.Where(open => open.SinceBytes > Math.Max(FewBytes, open.SettledBytes / 2));

    /// <summary>The commit that holds these settlements is through.</summary>
    public void Apply(JournalFolder folder, IReadOnlyCollection<Settlement> settlements)
    {
        folder.Apply(settlements);
        foreach (var earlier in settlements.OfType<Settlement.Arrived>().Select(arrived => arrived.InsteadOf).OfType<SettledItem>())
        {
            // A folder that is not open learns of it when it is.
            if (_byNumber.TryGetValue(earlier.FolderNumber, out var open))
            {
                open.Folder.Depart(earlier.Uid);
            }
        }
    }

    /// <summary>After a rollback: folders opened in it may not be there.</summary>
    public void Forget()
    {
        foreach (var (key, open) in _open.Where(entry => !entry.Value.IsDurable).ToList())
        {
            _open.Remove(key);
            _byNumber.Remove(open.Folder.Number);
        }
    }

    /// <summary>The UIDs that these settlements bring to a folder, as a list of runs; null where all of them were there.</summary>
    public static byte[]? NewRuns(JournalFolder folder, IEnumerable<Settlement> settlements)
    {
        var arrived = new UidSet();
        foreach (var uid in settlements.OfType<Settlement.Arrived>().Select(item => item.Uid).Order())
        {
            if (!folder.IsSettled(uid))
            {
                arrived.Add(uid);
            }
        }

        return arrived.Count == 0 ? null : RunCodec.Encode([.. arrived.Runs]);
    }
}
