using System.Text.RegularExpressions;

namespace Turnstone.Engine.Planning;

/// <summary>The folder filter: a regular expression that leaves out the folders it matches, case ignored, <c>/</c> as separator.</summary>
public static class FolderFilter
{
    /// <summary>Reads the expression.</summary>
    /// <exception cref="FormatException">It is no regular expression; the message says where.</exception>
    public static Regex Parse(string pattern) => RegexText.Parse(pattern, "folder filter");
}
