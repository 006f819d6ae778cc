using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>What no journal takes.</summary>
internal static class JournalCalls
{
    public static void ThrowIfOther(IEnumerable<KeyValuePair<JournalFolder, FolderMark>> marks)
    {
        if (marks.Any(entry => entry.Value.UidValidity != entry.Key.UidValidity))
        {
            throw new ArgumentException("A mark is of another UIDVALIDITY than its folder.", nameof(marks));
        }
    }

    public static void ThrowIfZero(IEnumerable<uint> uids)
    {
        if (uids.Contains(0u))
        {
            throw new ArgumentException("No item has the UID zero.", nameof(uids));
        }
    }
}
