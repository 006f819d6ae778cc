using System.Text;

namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>Mail that lacks something, has too much of it, or has it wrong.</summary>
internal static class OddMail
{
    public static void EmptySubject(Letter letter, MimeOutput output) =>
        EverydayMail.Plain(letter with { Subject = "" }, output);

    public static void LongSubject(Letter letter, MimeOutput output)
    {
        var subject = new StringBuilder(letter.Subject);
        while (subject.Length < 1200)
        {
            subject.Append("\r\n ").Append("and once more, because nobody cut it short");
        }

        letter.Head(new MimeOutput(Stream.Null)); // draws the same numbers as elsewhere
        output.Line($"Date: {letter.DateText}").Addresses("From", letter.From).Addresses("To", letter.To)
            .Line($"Subject: {(Ascii.IsValid(letter.Subject) ? subject.ToString() : EncodedWord.Phrase(subject.ToString().ReplaceLineEndings(""), Encoding.UTF8))}")
            .Line($"Message-ID: {letter.MessageId}").Line("MIME-Version: 1.0");
        EverydayMail.TextPart(letter, output);
    }

    public static void NoDate(Letter letter, MimeOutput output)
    {
        letter.Names(output).Line($"Message-ID: {letter.MessageId}").Line("MIME-Version: 1.0");
        EverydayMail.TextPart(letter, output);
    }

    public static void NoMessageId(Letter letter, MimeOutput output)
    {
        letter.Names(output.Line($"Date: {letter.DateText}")).Line("MIME-Version: 1.0");
        EverydayMail.TextPart(letter, output);
    }

    /// <summary>As found in old archives: one fault each, all of which servers have accepted.</summary>
    public static void Malformed(Letter letter, MimeOutput output)
    {
        switch (letter.Random.Next(6))
        {
            case 0: // a multipart whose boundary never comes
                letter.Head(output).Line("Content-Type: multipart/mixed; boundary=\"never-seen\"").Line()
                    .Text(letter.Words.Body(letter.Random, 1), Encoding.UTF8);
                break;
            case 1: // one line of ten thousand characters
                letter.Head(output).Line("Content-Type: text/html").Line().Line(new string('x', 10_000));
                break;
            case 2: // a date that is none and a charset nobody knows
                letter.Names(output.Line("Date: yesterday, about noon")).Line($"Message-ID: {letter.MessageId}")
                    .Line("Content-Type: text/plain; charset=x-unknown").Line().Line("Which day was it?");
                break;
            case 3: // the same header twice, a header without a colon, nothing after the head
                letter.Head(output).Line("Subject: a second subject").Line("this is no header").Line();
                break;
            case 4: // base64 that is cut off
                letter.Head(output).Line("Content-Type: application/octet-stream; name=\"cut.bin\"")
                    .Line("Content-Transfer-Encoding: base64").Line().Line("AAECAwQFBgcICQoLDA0O!!").Line("Dw");
                break;
            default: // no line end at the end, and a zone of minus zero
                letter.Names(output.Line("Date: 1 Jan 99 00:00 -0000")).Line($"Message-ID: {letter.MessageId}").Line()
                    .Raw("The last line goes on"u8);
                break;
        }
    }
}
