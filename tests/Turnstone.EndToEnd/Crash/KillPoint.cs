namespace Turnstone.EndToEnd.Crash;

/// <summary>A boundary at which a process can die.</summary>
internal abstract record KillPoint
{
    private KillPoint()
    {
    }

    /// <summary>Every boundary of a migration with either server and with the disk.</summary>
    public static IReadOnlyList<KillPoint> All { get; } =
    [
        .. Wire(Peer.Exchange, isReply: false, "<m:GetFolder", "<m:FindFolder", "<m:CreateFolder", "<m:FindItem", "<m:CreateItem", "<t:MimeContent", "</m:CreateItem>", "<m:GetItem"),
        .. Wire(Peer.Exchange, isReply: true, "CreateFolderResponse ", "FindItemResponse ", "CreateItemResponse ", "CreateItemResponseMessage ", "</m:CreateItemResponse>", "GetItemResponse "),
        .. Wire(Peer.Imap, isReply: false, "AUTHENTICATE", "LIST", "EXAMINE", "UID FETCH", "BODY.PEEK[]"),
        .. Wire(Peer.Imap, isReply: true, "* OK", "* LIST", "UIDVALIDITY", "INTERNALDATE", "BODY[]", "OK Fetch completed"),
        .. Disk("pwrite64", isNewJournal: false, 1, 2, 4, 8, 12, 16),
        .. Disk("fsync", isNewJournal: false, 1, 2),
        .. Disk("unlink", isNewJournal: false, 1, 2),
        .. Disk("flock", isNewJournal: false, 1, 2),
        .. Disk("pwrite64", isNewJournal: true, 1, 3, 6, 12),
        .. Disk("fsync", isNewJournal: true, 1, 2, 3, 4),
        .. Disk("rename", isNewJournal: true, 1),
        .. Disk("unlink", isNewJournal: true, 1, 4),
    ];

    private static IEnumerable<KillPoint> Wire(Peer at, bool isReply, params IEnumerable<string> texts) =>
        texts.SelectMany(text => (KillPoint[])[new OnWire(at, isReply, text, IsHeld: true), new OnWire(at, isReply, text, IsHeld: false)]);

    private static IEnumerable<KillPoint> Disk(string call, bool isNewJournal, params IEnumerable<int> numbers) =>
        numbers.Select(number => new OnDisk(call, number, isNewJournal));

    /// <summary>The two servers.</summary>
    internal enum Peer
    {
        Imap,
        Exchange,
    }

    /// <summary>A text goes by; held, it and what follows never arrive at the other end, passed, it does and then the process dies.</summary>
    internal sealed record OnWire(Peer At, bool IsReply, string Text, bool IsHeld) : KillPoint;

    /// <summary>
    /// The n-th time a thread asks the kernel for this: it dies before the kernel does it. Of a new journal, the state folder was lost before.
    /// </summary>
    internal sealed record OnDisk(string Call, int Number, bool IsNewJournal) : KillPoint;
}
