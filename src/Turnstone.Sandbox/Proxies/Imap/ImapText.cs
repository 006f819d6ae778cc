using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Turnstone.Sandbox.Proxies.Imap;

/// <summary>The few things a proxy must understand of IMAP's lines. Bytes are characters here, one for one.</summary>
internal static partial class ImapText
{
    public static string Of(byte[] line) => Encoding.Latin1.GetString(line);

    public static byte[] Bytes(string line) => Encoding.Latin1.GetBytes(line);

    /// <summary>How many bytes of a literal follow this line (RFC 9051 section 4.3); null where none does.</summary>
    public static int? Literal(string line) =>
        Announced().Match(line) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>The operation a command counts as: its verb, with UID before it, and with BODY behind it where a fetch asks for content.</summary>
    public static string Operation(string command)
    {
        var words = command.TrimEnd().Split(' ');
        var verb = words.ElementAtOrDefault(1)?.ToUpperInvariant() ?? "";
        if (verb == "UID")
        {
            verb = $"UID {words.ElementAtOrDefault(2)?.ToUpperInvariant()}";
        }

        return verb.EndsWith("FETCH", StringComparison.Ordinal) && Content().IsMatch(command) ? verb + " BODY" : verb;
    }

    /// <summary>The folder a command opens or asks about; null for commands that do neither, and for names sent as literals.</summary>
    public static (string Before, string Folder, string After)? FolderOf(string command) =>
        Opening().Match(command) is { Success: true } match ? (match.Groups[1].Value, Unquote(match.Groups[2].Value), match.Groups[3].Value) : null;

    /// <summary>The folder a line of LIST or STATUS is about; null for other lines.</summary>
    public static (string Before, string Folder, string After)? ListedFolder(string line) =>
        Listed().Match(line) is { Success: true } match ? (match.Groups[1].Value, Unquote(match.Groups[2].Value), match.Groups[3].Value) : null;

    /// <summary>The UID in the line that a fetched message begins with; null where the server tells it later.</summary>
    public static uint? Uid(string line) =>
        FetchedUid().Match(line) is { Success: true } match ? uint.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    public static bool IsFetchedBody(string line) => FetchedBody().IsMatch(line);

    /// <summary>Every UIDVALIDITY of the line made larger.</summary>
    public static string ShiftUidValidity(string line, int by) => by == 0 ? line : UidValidity().Replace(
        line, match => string.Create(CultureInfo.InvariantCulture, $"{match.Groups[1].Value}{uint.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) + by}"));

    /// <summary>Without the abilities that would hide what follows from the proxy, and without the refusal of plain passwords that STARTTLS goes with.</summary>
    public static string Honest(string line) =>
        line.Contains("CAPABILITY", StringComparison.OrdinalIgnoreCase) ? Hiding().Replace(line, "") : line;

    public static string Quote(string name) => $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Unquote(string name) =>
        name.StartsWith('"') ? name[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : name;

    [GeneratedRegex(@"\{([0-9]+)\+?\}\r?\n$")]
    private static partial Regex Announced();

    [GeneratedRegex(@"BODY(\.PEEK)?\[\]|BODY\.PEEK\[\]|RFC822(?!\.)", RegexOptions.IgnoreCase)]
    private static partial Regex Content();

    [GeneratedRegex("""^(\S+ (?:SELECT|EXAMINE|STATUS) )("(?:[^"\\]|\\.)*"|[^ \r\n"{]+)(.*)$""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Opening();

    [GeneratedRegex("""^(\* (?:LIST|LSUB) \([^)]*\) (?:"(?:[^"\\]|\\.)*"|NIL) |\* STATUS )("(?:[^"\\]|\\.)*"|[^ \r\n"{]+)(.*)$""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"^\* [0-9]+ FETCH \(.*?\bUID ([0-9]+)", RegexOptions.IgnoreCase)]
    private static partial Regex FetchedUid();

    [GeneratedRegex(@"^\* [0-9]+ FETCH .*(BODY\[\]|RFC822) ", RegexOptions.IgnoreCase)]
    private static partial Regex FetchedBody();

    [GeneratedRegex(@"(UIDVALIDITY )([0-9]+)", RegexOptions.IgnoreCase)]
    private static partial Regex UidValidity();

    [GeneratedRegex(@" (STARTTLS|COMPRESS=DEFLATE|LOGINDISABLED)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hiding();
}
