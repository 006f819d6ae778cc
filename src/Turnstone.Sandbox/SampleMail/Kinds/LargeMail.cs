using System.Text;

namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>The one huge message: an attachment that fills it to the byte, written in blocks.</summary>
internal static class LargeMail
{
    private const int LineBytes = 57;
    private const int LineCharacters = 78;
    private const int LinesABlock = 512;

    public static void Write(Letter letter, Stream stream, int size)
    {
        var boundary = letter.Boundary(1);
        using var head = new MemoryStream();
        letter.Head(new MimeOutput(head)).Line($"Content-Type: multipart/mixed; boundary=\"{boundary}\"").Line()
            .Line($"--{boundary}").Line("Content-Type: text/plain").Line().Line("The drawings, all of them.")
            .Line($"--{boundary}").Line("Content-Type: application/zip; name=\"drawings.zip\"")
            .Line("Content-Transfer-Encoding: base64").Line("Content-Disposition: attachment; filename=\"drawings.zip\"").Line();
        var foot = $"--{boundary}--\r\n";

        head.WriteTo(stream);
        var left = size - (int)head.Length - foot.Length;
        var (lines, blanks) = (left / LineCharacters, left % LineCharacters);
        if (blanks == 1)
        {
            (lines, blanks) = (lines - 1, blanks + LineCharacters); // a line is at least its end, two characters
        }

        var output = new MimeOutput(stream);
        var block = new byte[LineBytes * LinesABlock];
        for (; lines > 0; lines -= LinesABlock)
        {
            letter.Random.NextBytes(block);
            output.Base64(block.AsSpan(0, LineBytes * Math.Min(lines, LinesABlock)));
        }

        if (blanks > 0)
        {
            output.Line(new string(' ', blanks - 2)); // what a line of base64 cannot fill; no decoder minds
        }

        output.Raw(Encoding.ASCII.GetBytes(foot));
    }
}
