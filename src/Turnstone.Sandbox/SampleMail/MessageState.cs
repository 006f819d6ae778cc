namespace Turnstone.Sandbox.SampleMail;

/// <summary>Flags and keywords as the mail of a folder would have gathered them.</summary>
internal static class MessageState
{
    public static (SampleFlags Flags, IReadOnlyList<string> Keywords) Of(FolderCharacter folder, SampleKind kind, Random random)
    {
        var flags = folder switch
        {
            FolderCharacter.Sent => SampleFlags.Seen,
            FolderCharacter.Drafts => SampleFlags.Draft | (random.Chance(80) ? SampleFlags.Seen : SampleFlags.None),
            FolderCharacter.Incoming => random.Chance(70) ? SampleFlags.Seen : SampleFlags.None,
            FolderCharacter.Junk => random.Chance(20) ? SampleFlags.Seen : SampleFlags.None,
            _ => random.Chance(90) ? SampleFlags.Seen : SampleFlags.None,
        };
        flags |= folder is FolderCharacter.Incoming or FolderCharacter.Filed && random.Chance(15) ? SampleFlags.Answered : 0;
        flags |= random.Chance(8) ? SampleFlags.Flagged : 0;
        flags |= random.Chance(folder == FolderCharacter.Trash ? 30 : 2) ? SampleFlags.Deleted : 0;

        var keywords = new List<string>();
        Add("$Forwarded", random.Chance(6));
        Add("$label1", random.Chance(4));
        Add("NonJunk", folder == FolderCharacter.Incoming && random.Chance(30));
        Add("$Junk", folder == FolderCharacter.Junk);
        Add("$MDNSent", kind == SampleKind.ReceiptRequest && flags.HasFlag(SampleFlags.Seen));
        Add("Work", random.Chance(6));
        Add("Personal", random.Chance(4));
        return (flags, keywords);

        void Add(string keyword, bool when)
        {
            if (when)
            {
                keywords.Add(keyword);
            }
        }
    }
}
