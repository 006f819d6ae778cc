using System.Text;

namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>Mail of a list, with the headers of RFC 2369, 2919 and 8058, and a signature of DKIM's shape.</summary>
internal static class Newsletter
{
    public static void Write(Letter letter, MimeOutput output)
    {
        var boundary = letter.Boundary(1);
        output.Line("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=news.example; s=k1;")
            .Line($"\th=from:to:subject:date; bh={Convert.ToBase64String(Attachment.Bytes(letter.Random, 32))};")
            .Line($"\tb={Convert.ToBase64String(Attachment.Bytes(letter.Random, 96))}");
        letter.Head(output)
            .Line("List-Id: Harbour news <harbour.news.example>").Line("List-Post: NO").Line("Precedence: bulk")
            .Line($"List-Unsubscribe: <https://news.example/u/{letter.Random.Next()}>,\r\n <mailto:leave@news.example?subject=leave>")
            .Line("List-Unsubscribe-Post: List-Unsubscribe=One-Click").Line("X-Spam-Status: No, score=-0.1")
            .Line($"Content-Type: multipart/alternative; boundary=\"{boundary}\"").Line()
            .Line($"--{boundary}").Line("Content-Type: text/plain; charset=utf-8").Line("Content-Transfer-Encoding: base64").Line()
            .Base64(Encoding.UTF8.GetBytes(letter.Words.Body(letter.Random, 4)))
            .Line($"--{boundary}").Line("Content-Type: text/html; charset=utf-8").Line("Content-Transfer-Encoding: quoted-printable").Line()
            .QuotedPrintable($"<table width=\"600\"><tr><td style=\"color:#345\">{letter.Words.Body(letter.Random, 6)}</td></tr></table>", Encoding.UTF8)
            .Line($"--{boundary}--");
    }
}
