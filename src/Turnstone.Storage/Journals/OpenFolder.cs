using Turnstone.Engine.Journal;

namespace Turnstone.Storage.Journals;

/// <summary>A folder that a journal has open, and how long the lists behind it are.</summary>
internal sealed class OpenFolder(JournalFolder folder)
{
    public JournalFolder Folder => folder;

    /// <summary>Bytes of the long list.</summary>
    public int SettledBytes { get; set; }

    /// <summary>Bytes of the short lists.</summary>
    public int SinceBytes { get; set; }

    /// <summary>The number of the latest short list.</summary>
    public long LastSince { get; set; }

    /// <summary>Whether the commit that holds its row is through.</summary>
    public bool IsDurable { get; set; }

    /// <summary>A short list was added.</summary>
    public void Grow(byte[] runs) => SinceBytes += runs.Length + OpenFolders.RowBytes;

    /// <summary>The short lists were folded. What others added in the same commit stays to be folded next time.</summary>
    public void Apply(Folding folding) => (SettledBytes, SinceBytes) = (folding.SettledBytes, SinceBytes - folding.SinceBytes);

    internal readonly record struct Folding(int SettledBytes, int SinceBytes);
}
