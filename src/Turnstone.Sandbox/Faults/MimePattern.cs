using System.Text;
using System.Text.RegularExpressions;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Faults;

/// <summary>What a message must have in it for a fault to happen: a regular expression over its bytes, each byte one character (Latin-1).</summary>
internal sealed class MimePattern
{
    private readonly Regex _pattern;

    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public MimePattern(string pattern) => _pattern = new Regex(pattern, RegexOptions.CultureInvariant);

    /// <summary>Whether the message of this item, or of any item below this element, has it.</summary>
    public bool IsIn(SoapElement element) =>
        (element.Content is { } content && Matches(content)) || element.Children.Any(IsIn);

    private bool Matches(Payload content)
    {
        // Not disposed: a payload in a file hands out the file itself.
        var bytes = new byte[content.Length];
        content.Open().ReadExactly(bytes);
        return _pattern.IsMatch(Encoding.Latin1.GetString(bytes));
    }
}
