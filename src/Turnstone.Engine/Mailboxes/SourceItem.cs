namespace Turnstone.Engine.Mailboxes;

/// <summary>A message as a source lists it: everything but its content.</summary>
public sealed record SourceItem
{
    /// <summary>The UID, unique within its folder for one UIDVALIDITY; never zero.</summary>
    public required uint Uid { get; init; }

    /// <summary>Bytes by the server's word (RFC822.SIZE). Good for planning; several servers are wrong, so nothing is checked against it.</summary>
    public long Size { get; init; }

    /// <summary>INTERNALDATE in UTC; null where the server has none or a nonsensical one.</summary>
    public DateTimeOffset? Received { get; init; }

    /// <summary>Flags when listed.</summary>
    public ItemFlags Flags { get; init; }

    /// <summary>Keywords when listed, in the server's spelling and order, without those lifted to <see cref="Flags"/>.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Names its owner filed it under beside the folder it is listed in (Gmail's labels, without the system's own): categories as they are.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Which message it is, in a folder whose messages may be shown by others too (<see cref="SourceFolder.SharesMessages"/>); null elsewhere.</summary>
    public MessageIdentity? Identity { get; init; }
}
