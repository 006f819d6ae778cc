using System.Text;

namespace Turnstone.EndToEnd.Names;

/// <summary>A folder name that goes wrong somewhere.</summary>
/// <param name="Why">What is odd about it, and the subject of the message in it.</param>
/// <param name="Parts">Its parts from the top, each in the letters the server is sent, one character a byte.</param>
internal sealed record TortureName(string Why, params string[] Parts)
{
    // In the order in which they are made: parents before children, and of colliding names the plainer first or last.
    public static IReadOnlyList<TortureName> All { get; } =
    [
        new("quotes", "He said \"hi\""),
        new("a single quote sign", "O\"Brien"),
        new("backslash", "back\\slash"),
        new("backslash at the end", "end\\"),
        new("percent", "100%"),
        new("asterisk", "star*"),
        new("brackets", "[brackets] (round) {curly}"),
        new("slash where dots part names", "Rent 2019/2020"),
        new("dot where slashes part names", "v1.2"),
        new("only digits", "2024"),
        new("nil", "NIL"),
        new("blank before", " padded"),
        new("blank behind", "padded "),
        new("no blank at all", "padded"),
        new("tab", "tab\there"),
        new("bell", "bell\u0007"),
        new("delete", "del\u007f"),
        new("encoded control character", "nul &AAA- one"),
        new("encoded line break", "two&AA0ACg-lines"),
        new("ampersand", "Q&-A"),
        new("umlaut", "Entw&APw-rfe 2"),
        new("composed accent", "caf&AOk-"),
        new("decomposed accent", "cafe&AwE-"),
        new("emoji", "&2D3egA- rocket"),
        new("family emoji", "&2D3caSAN2D3caQ-"),
        new("right to left", "&BdAF0QXS-"),
        new("capital", "Archiv"),
        new("small", "archiv"),
        new("below the small one", "archiv", "2001"),
        new("capitals", "ARCHIV"),
        new("number as if it were ours", "archiv (2)"),
        new("bare ampersand", "R&D"),
        new("unfinished encoding", "broken &AP-"),
        new("half a character", "half &2D0- face"),
        new("raw UTF-8", "M\u00c3\u00bcll"),
        new("raw Latin-1", "M\u00fcll"),
        new("encoded alike", "M&APw-ll"),
        new("below raw Latin-1", "M\u00fcll", "below"),
        new("inbox in other letters", "Posteingang"),
        new("calendar of the new server", "Kalender"),
        new("below the calendar", "Kalender", "Old"),
        new("outbox of the new server", "Postausgang"),
        new("contacts of the new server", "kontakte"),
        new("sent", "Sent"),
        new("below sent", "Sent", "2010"),
        new("sent items", "Sent Items"),
        new("sent in the mailbox's language", "Gesendete Elemente"),
        new("drafts", "Brouillons"),
        new("trash", "Trash"),
        new("trash of another program", "Deleted Items"),
        new("junk", "Spam"),
        new("inbox in the inbox", "INBOX", "INBOX"),
        new("child of the inbox", "INBOX", "Projects"),
        new("sibling of that name", "Projects"),
        new("three hundred characters", new string('x', 300)),
        new("two hundred characters and one", new string('y', 200) + "1"),
        new("two hundred characters and another", new string('y', 200) + "2"),
        new("two hundred and forty and a pad", new string('z', 240) + " "),
        new("two hundred and forty", new string('z', 240)),
        new("forty levels", [.. Enumerable.Range(1, 40).Select(level => $"l{level}")]),
        new("child without its parent", "never made", "child"),
    ];

    /// <summary>The name as a server with this separator is sent it, below its top; null where the name cannot be one there.</summary>
    public byte[]? BytesFor(char separator, IReadOnlyList<string> top)
    {
        var parts = Parts[0] == "INBOX" || top.Count == 0 ? Parts : [.. top, .. Parts];
        return parts.Any(part => part.Contains(separator, StringComparison.Ordinal)) ? null : Encoding.Latin1.GetBytes(string.Join(separator, parts));
    }
}
