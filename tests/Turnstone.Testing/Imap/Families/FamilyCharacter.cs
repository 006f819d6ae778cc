using System.Globalization;
using System.Text;

namespace Turnstone.Testing.Imap.Families;

/// <summary>
/// How a family of servers differs from one that keeps to RFC 3501 and offers little else. Each property is one oddity; a family is a
/// few of them together. Answers are text, one character a byte; <c>$</c> at a line's start stands for the command's tag.
/// </summary>
public sealed record FamilyCharacter(string Name)
{
    /// <summary>The first line.</summary>
    public string Greeting { get; init; } = "* OK ready";

    /// <summary>What CAPABILITY says before the sign-in.</summary>
    public string Capabilities { get; init; } = "IMAP4rev1 NAMESPACE";

    /// <summary>What CAPABILITY says after it; null for the same.</summary>
    public string? CapabilitiesAfterwards { get; init; }

    /// <summary>The answer to a sign-in.</summary>
    public string SignInAnswer { get; init; } = "$ OK signed in";

    /// <summary>The answer to ID, or null where it is BAD.</summary>
    public string? Id { get; init; }

    /// <summary>Whether a client that gave no ID is turned away when it opens a folder, and with what words.</summary>
    public string? UnlessIdentified { get; init; }

    /// <summary>The answer to NAMESPACE; null for a server that does not know it.</summary>
    public string? Namespace { get; init; } = "((\"\" \"/\")) NIL NIL";

    /// <summary>What stands between folder names, as LIST writes it.</summary>
    public string Separator { get; init; } = "\"/\"";

    /// <summary>What the names of all folders but INBOX begin with.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What opening a folder says besides its count.</summary>
    public Func<FamilyFolder, IEnumerable<string>> Opening { get; init; } = folder => [UidValidity(folder), UidNext(folder)];

    /// <summary>The end of opening a folder for reading.</summary>
    public string Opened { get; init; } = "$ OK [READ-ONLY] done";

    /// <summary>The value of RFC822.SIZE; null where it is left out.</summary>
    public Func<FamilyMessage, string?> Size { get; init; } = message => message.Seed.Content.Length.ToString(CultureInfo.InvariantCulture);

    /// <summary>The value of INTERNALDATE; null where it is left out.</summary>
    public Func<FamilyMessage, string?> Date { get; init; } = message => $"\"{message.Seed.Received:dd-MMM-yyyy HH:mm:ss} +0000\"";

    /// <summary>The value of FLAGS.</summary>
    public Func<FamilyMessage, string> Flags { get; init; } = FamilyText.Flags;

    /// <summary>The pair of name and value of a content; null where it is left out.</summary>
    public Func<FamilyMessage, string?> Content { get; init; } = message => $"BODY[] {FamilyText.Literal(message)}";

    /// <summary>The pairs of a FETCH answer in the order and form in which they are sent.</summary>
    public Func<IReadOnlyList<string>, string> Arrange { get; init; } = pairs => $"({string.Join(' ', pairs)})";

    /// <summary>Further pairs sent with every listed message.</summary>
    public Func<FamilyMessage, IEnumerable<string>> Extras { get; init; } = _ => [];

    /// <summary>Lines slipped in before a FETCH ends.</summary>
    public Func<FamilyFolder, FamilyCommand, IEnumerable<string>> Aside { get; init; } = (_, _) => [];

    /// <summary>The answer in place of a message's content; null to send it. The whole set ends with it; a last line <c>X:</c> ends the connection.</summary>
    public Func<FamilyMessage, string?> Refuses { get; init; } = _ => null;

    /// <summary>The most messages one FETCH brings; it ends with OK all the same.</summary>
    public int MostAtOnce { get; init; } = int.MaxValue;

    /// <summary>Lines in place of the right answer, once a command is what they wait for; null to answer. <c>X:</c> ends the connection.</summary>
    public Func<FamilyCommand, IReadOnlyList<string>?> Instead { get; init; } = _ => null;

    /// <summary>The most connections of one user, and what the next is told: as a greeting where it begins with <c>*</c>, else as the answer to its sign-in.</summary>
    public (int Most, string Words)? Connections { get; init; }

    /// <summary>After so many bytes a connection is cut.</summary>
    public long BytesAConnection { get; init; } = long.MaxValue;

    /// <summary>Whether reading a content sets <c>\Seen</c> in spite of PEEK.</summary>
    public bool SetsSeen { get; init; }

    public static string UidValidity(FamilyFolder folder) => FormattableString.Invariant($"* OK [UIDVALIDITY {folder.UidValidity}] valid");

    public static string UidNext(FamilyFolder folder) => FormattableString.Invariant($"* OK [UIDNEXT {folder.NextUid}] next");

    public override string ToString() => Name;

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(Name);
        return true;
    }
}
