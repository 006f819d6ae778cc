using System.Text;
using Turnstone.Engine.Verification;
using Xunit;

namespace Turnstone.Tests.Verification;

/// <summary>A message with one of everything, and short ways to compare variants of it.</summary>
internal static class Mail
{
    public const string Whole =
        """
        Received: from a.example by b.example; Mon, 1 Jan 2024 08:00:05 +0100
        From: Ann =?utf-8?q?K=C3=B6hler?= <ann@old.example>
        To: Bob <bob@old.example>, carl@old.example
        Subject: =?iso-8859-1?q?Gr=FC=DFe?= from here
        Date: Mon, 1 Jan 2024 08:00:00 +0100
        Message-ID: <1@old.example>
        X-Ticket: 4711
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        Sch=F6ne Gr=FC=DFe
        --b
        Content-Type: application/pdf; name="plan.pdf"
        Content-Disposition: attachment; filename="plan.pdf"
        Content-ID: <plan@here>
        Content-Transfer-Encoding: base64

        JVBERi0xLjQKMTIzNDU2Nzg5MA==
        --b
        Content-Type: message/rfc822

        From: Dora <dora@old.example>
        Subject: inside
        Message-ID: <2@old.example>

        The inner text.
        --b--

        """;

    /// <summary>The differences between two messages written in a test, as <c>Kind where</c>.</summary>
    public static IReadOnlyList<string> Compare(string source, string delivered) => Compare(Bytes(source), Bytes(delivered));

    public static IReadOnlyList<string> Compare(byte[] source, byte[] delivered) =>
    [
        .. MessageComparer.Compare(new MemoryStream(source), new MemoryStream(delivered), TestContext.Current.CancellationToken)
            .Select(difference => $"{difference.Kind} {difference.Where}".Trim()),
    ];

    /// <summary>The differences when one thing of <see cref="Whole"/> is otherwise; what is replaced must be there.</summary>
    public static IReadOnlyList<string> CompareWith(string old, string changed)
    {
        Assert.Contains(old, Whole, StringComparison.Ordinal);
        return Compare(Whole, Whole.Replace(old, changed, StringComparison.Ordinal));
    }

    /// <summary>CR LF line ends; letters beyond ASCII as UTF-8.</summary>
    public static byte[] Bytes(string mime) => Encoding.UTF8.GetBytes(mime.ReplaceLineEndings("\r\n"));
}
