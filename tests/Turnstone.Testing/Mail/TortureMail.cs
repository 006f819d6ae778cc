using System.Globalization;
using System.Text;

namespace Turnstone.Testing.Mail;

/// <summary>
/// Messages that break mail programs, made here so that they need no test data: each a shape or an encoding found in the wild, named after
/// it. CR LF line ends unless the name says otherwise.
/// </summary>
public static partial class TortureMail
{
    private const string Head = "From: Ann <ann@old.example>\r\nTo: bob@old.example\r\nSubject: %\r\nDate: Mon, 2 Jan 2012 10:00:00 +0100\r\nMessage-ID: <%@old.example>\r\nMIME-Version: 1.0\r\n";

    static TortureMail() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>All of them, the same each time.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> All() => [.. Charsets(), .. Headers(), .. Shapes(), .. Lines()];

    private static (string, byte[]) Make(string name, string rest) => Make(name, Encoding.UTF8, rest);

    private static (string, byte[]) Make(string name, Encoding encoding, string rest) =>
        (name, encoding.GetBytes(Head.Replace("%", name, StringComparison.Ordinal) + rest));

    private static string Repeat(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    private static string Base64(string text, int bytes = 0)
    {
        var data = Encoding.UTF8.GetBytes(text).Concat(Enumerable.Range(0, bytes).Select(i => (byte)(i % 251))).ToArray();
        return Convert.ToBase64String(data, Base64FormattingOptions.InsertLineBreaks) + "\r\n";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
