using MailKit;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>What the server lists under one name.</summary>
/// <param name="Name">The name byte for byte, one character a byte, without separators at its end; never empty.</param>
/// <param name="Separator">What stands between its parts; NUL where the server has no hierarchy.</param>
/// <param name="Attributes">What the server says of it.</param>
internal sealed record ListedFolder(string Name, char Separator, FolderAttributes Attributes)
{
    /// <summary>How many messages there are; null where the server did not say.</summary>
    public long? Count { get; init; }

    /// <summary>Their bytes; null where the server did not say.</summary>
    public long? Bytes { get; init; }

    /// <summary>What tells it from what it was and will be; null where the server did not say, or keeps no modification sequence.</summary>
    public FolderMark? Mark { get; init; }

    public bool IsInbox => Name.Equals("INBOX", StringComparison.OrdinalIgnoreCase);

    /// <summary>The parts of the name, outermost first. Doubled separators make no part: no destination has nameless folders.</summary>
    public string[] Parts => Separator == '\0' ? [Name] : Name.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
}
