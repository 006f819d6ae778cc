using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Fuzz.Targets;

/// <summary>
/// A request to the stand-in Exchange. It is read whole, or refused as Exchange refuses, by either of its readers; and the one that takes
/// messages out on the wire understands what the other does.
/// </summary>
internal sealed partial class SandboxRequestTarget() : FuzzTarget(
    "sandbox-request",
    "<s:Header>", "<t:RequestServerVersion Version=\"Exchange2013_SP1\"/>", "<m:CreateItem MessageDisposition=\"SaveOnly\">", "<t:MimeContent>", "</t:MimeContent>", "QUJD", "<t:ItemId Id=\"a\"/>", "<t:Or>", "</t:Or>", "&#x0;", "<!DOCTYPE a>", "<![CDATA[", "xmlns:q=\"urn:q\"",
    "<t:MimeContent CharacterSet=\"UTF-8\">", "<t:MimeContent/>", "<t:Content>", "</t:Content>", "<Content>", "QQ==", "====", "]]>", "<!--", "-->", " a='>'", "<t:a/>", "&#x41;")
{
    /// <summary>Stands where a message has elements in it, or is of a namespace in which it is none.</summary>
    private const string Odd = "(odd)";

    // An element is an object here; a million of them are let in.
    public override long AllocationLimit(int length) => (16L << 20) + (4000L * length);

    public override string Run(byte[] input)
    {
        var whole = Read(() => SoapReader.Read(new MemoryStream(input), schema: null));
        var carved = Read(() => MimeCarver.ReadAsync(PipeReader.Create(new PiecemealStream(input, 7)), schema: null, CancellationToken.None).GetAwaiter().GetResult());
        BrokenLawException.Require(!IsPlain(input) || whole.Contains(Odd, StringComparison.Ordinal) || whole == carved, "Both readers understand a request alike.");
        return string.Concat(whole.Where(char.IsAsciiLetterUpper).Take(40)) + " " + (whole == carved);
    }

    /// <summary>
    /// What the carver promises to take apart well: messages as clients write them. Where one stands in a comment or a CDATA section, or behind
    /// an attribute that holds the end of a tag, the two may differ, but neither may fail.
    /// </summary>
    private static bool IsPlain(byte[] input)
    {
        const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
        var text = Encoding.Latin1.GetString(input);
        text = text.StartsWith(Declaration, StringComparison.Ordinal) ? text[Declaration.Length..] : text;
        return !text.Contains("<!", StringComparison.Ordinal) && !text.Contains("<?", StringComparison.Ordinal) && text.All(c => c is >= ' ' and <= '~' and not '&' or '\r' or '\n' or '\t') && !TagEndInQuotes().IsMatch(text);
    }

    private static string Read(Func<SoapRequest> read)
    {
        try
        {
            using var request = read();
            var text = new StringBuilder();
            Tell(request.Operation, text);
            return text.ToString();
        }
        catch (EwsFault fault)
        {
            return fault.Code;
        }
    }

    private static void Tell(SoapElement element, StringBuilder text)
    {
        text.Append('<').Append(element.Name).Append(' ').Append(element.Content is null ? element.Text : "").Append(' ');
        if (element.Name is "MimeContent" or "MimeContentUTF8" or "Content" && (element.Content is null || element.Children.Count > 0))
        {
            text.Append(Odd);
        }

        if (element.Content is { } content)
        {
            using var copy = new MemoryStream();
            content.Open().CopyTo(copy);
            text.Append(content.IsMalformed ? "malformed" : Convert.ToHexString(copy.ToArray()));
        }

        foreach (var child in element.Children)
        {
            Tell(child, text);
        }

        text.Append('>');
    }

    [GeneratedRegex("""=\s*("[^"]*>|'[^']*>)""")]
    private static partial Regex TagEndInQuotes();
}
