using System.Text;

namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>What most mail is: text, answers, HTML with pictures, attachments.</summary>
internal static class EverydayMail
{
    private static readonly string[] Encodings = ["8bit", "quoted-printable", "base64"];

    public static void Plain(Letter letter, MimeOutput output) => TextPart(letter, letter.Head(output));

    public static void Reply(Letter letter, MimeOutput output)
    {
        letter.Head(output);
        if (letter.References.Count > 0)
        {
            output.Line($"In-Reply-To: {letter.References[^1]}")
                .Line($"References: {string.Join("\r\n ", letter.References)}");
        }

        TextPart(letter, output);
    }

    public static void HtmlWithPicture(Letter letter, MimeOutput output)
    {
        var (related, alternative) = (letter.Boundary(1), letter.Boundary(2));
        var text = letter.Words.Body(letter.Random, 1);
        var picture = $"picture.{letter.Random.Next(1000)}@{letter.From.Address.Split('@')[1]}";

        letter.Head(output)
            .Line($"Content-Type: multipart/related; type=\"multipart/alternative\"; boundary=\"{related}\"").Line()
            .Line($"--{related}")
            .Line($"Content-Type: multipart/alternative; boundary=\"{alternative}\"").Line()
            .Line($"--{alternative}")
            .Line("Content-Type: text/plain; charset=utf-8").Line("Content-Transfer-Encoding: quoted-printable").Line()
            .QuotedPrintable(text, Encoding.UTF8)
            .Line($"--{alternative}")
            .Line("Content-Type: text/html; charset=utf-8").Line("Content-Transfer-Encoding: quoted-printable").Line()
            .QuotedPrintable($"<html><body><p>{text.Replace("\n", "<br>\n", StringComparison.Ordinal)}</p><img src=\"cid:{picture}\" alt=\"\"></body></html>", Encoding.UTF8)
            .Line($"--{alternative}--").Line()
            .Line($"--{related}")
            .Line("Content-Type: image/png; name=\"chart.png\"").Line("Content-Transfer-Encoding: base64")
            .Line($"Content-ID: <{picture}>").Line("Content-Disposition: inline; filename=\"chart.png\"").Line()
            .Base64(Picture.Png(letter.Random, letter.Random.Next(8, 48)))
            .Line($"--{related}--");
    }

    public static void Attachments(Letter letter, MimeOutput output)
    {
        var boundary = letter.Boundary(1);
        letter.Head(output).Line($"Content-Type: multipart/mixed; boundary=\"{boundary}\"").Line()
            .Line("This is a message in several parts.").Line($"--{boundary}");
        TextPart(letter, output);

        for (var count = letter.Random.Next(1, 4); count > 0; count--)
        {
            var attachment = Attachment.Any(letter.Random);
            output.Line().Line($"--{boundary}")
                .Line($"Content-Type: {attachment.MediaType};\r\n {EncodedWord.Parameter("name", attachment.Name)}")
                .Line("Content-Transfer-Encoding: base64")
                .Line($"Content-Disposition: attachment;\r\n {EncodedWord.Parameter("filename", attachment.Name)}").Line()
                .Base64(attachment.Content);
        }

        output.Line($"--{boundary}--");
    }

    /// <summary>A text in one of the three transfer encodings, its headers first.</summary>
    public static void TextPart(Letter letter, MimeOutput output)
    {
        var text = letter.Words.Body(letter.Random, letter.Random.Next(1, 5));
        var encoding = letter.Random.Pick(Encodings);
        output.Line("Content-Type: text/plain; charset=utf-8").Line($"Content-Transfer-Encoding: {encoding}").Line();
        _ = encoding switch
        {
            "8bit" => output.Text(text, Encoding.UTF8),
            "base64" => output.Base64(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))),
            _ => output.QuotedPrintable(text, Encoding.UTF8),
        };
    }
}
