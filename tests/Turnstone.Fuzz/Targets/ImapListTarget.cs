using System.Globalization;
using System.Text;
using Turnstone.Connectors.Imap;

namespace Turnstone.Fuzz.Targets;

/// <summary>What a server says of folders. The reader forgives everything; what it takes for a name can be a name.</summary>
internal sealed class ImapListTarget() : FuzzTarget(
    "imap-list",
    "* LIST (\\HasNoChildren) \"/\" ", "* XLIST ", "* STATUS ", "* NAMESPACE ", "(MESSAGES 3 SIZE 7)", "NIL", "\"\"", "\\\"", "\\\\", "\\Noselect", "(\"\" \"/\")", "(\"a\" (", "&AOQ-", "{3}\r\nabc", "{3}\nabc", "{3+}\r\na\r\n", "\r\n", "\n", "\"\\\"\"")
{
    public override string Run(byte[] input)
    {
        var folder = ListAnswer.ReadFolder(input) ?? ListAnswer.ReadFolder(input, "XLIST");
        if (folder is not null)
        {
            BrokenLawException.Require(folder.Name.Length > 0, "A folder is never nameless.");
            BrokenLawException.Require(folder.Name.All(c => c <= 0xFF), "A name is bytes, one character each.");
            BrokenLawException.Require(folder.Parts.All(part => part.Length > 0), "No part of a name is empty.");
            BrokenLawException.Require(ListAnswer.ReadFolder(AsLiteral(folder)) is { } again && again.Name == folder.Name && again.Separator == folder.Separator, "A name is the same when it comes as a literal.");
            return string.Create(CultureInfo.InvariantCulture, $"folder {folder.Attributes} {folder.Separator == '\0'} {Math.Min(folder.Parts.Length, 4)} {folder.Name.Contains('"', StringComparison.Ordinal)}");
        }

        return ListAnswer.ReadStatus(input) is { } status ? $"status {status.Count is null} {status.Bytes is null} {status.Name.Length == 0}"
            : ListAnswer.ReadNamespaces(input) is { } spaces ? $"namespaces {Math.Min(spaces.Count, 4)}"
            : "nothing";
    }

    private static byte[] AsLiteral(ListedFolder folder)
    {
        var separator = folder.Separator switch
        {
            '\0' => "NIL",
            '"' or '\\' => $"\"\\{folder.Separator}\"",
            _ => $"\"{folder.Separator}\"",
        };
        return Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"* LIST () {separator} {{{folder.Name.Length}}}\r\n{folder.Name}\r\n"));
    }
}
