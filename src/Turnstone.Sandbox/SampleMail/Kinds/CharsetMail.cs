using System.Text;

namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>Mail from before everything was UTF-8, and mail that breaks the rules of its charset.</summary>
internal static class CharsetMail
{
    public static void Declared(Letter letter, MimeOutput output)
    {
        var (name, language) = letter.Random.Pick(Charsets.Samples);
        var charset = Charsets.Named(name);
        var words = Vocabulary.Of(language);
        output.Line($"Date: {letter.DateText}").Addresses("From", letter.From).Addresses("To", letter.To)
            .Header("Subject", letter.Random.Pick(words.Subjects), charset)
            .Line($"Message-ID: {letter.MessageId}").Line("MIME-Version: 1.0")
            .Line($"Content-Type: text/plain; charset={name}");

        var text = words.Body(letter.Random, 2);
        if (letter.Random.Chance(50))
        {
            // ISO-2022-JP is 7-bit by its escapes; the others need eight.
            output.Line($"Content-Transfer-Encoding: {(name == "iso-2022-jp" ? "7bit" : "8bit")}").Line().Text(text, charset);
        }
        else
        {
            output.Line("Content-Transfer-Encoding: quoted-printable").Line().QuotedPrintable(text, charset);
        }
    }

    /// <summary>Latin-1 bytes in headers and body, under no declaration at all.</summary>
    public static void RawEightBit(Letter letter, MimeOutput output)
    {
        var words = Vocabulary.Of("de");
        output.Line($"Date: {letter.DateText}").Addresses("From", letter.From).Addresses("To", letter.To)
            .Text($"Subject: {letter.Random.Pick(words.Subjects)} für Jürgen Groß\n", Encoding.Latin1)
            .Line($"Message-ID: {letter.MessageId}").Line()
            .Text(words.Body(letter.Random, 2), Encoding.Latin1);
    }

    /// <summary>UTF-8 and emoji in the headers without encoded words, as RFC 6532 allows between consenting servers.</summary>
    public static void RawUtf8(Letter letter, MimeOutput output) =>
        output.Line($"Date: {letter.DateText}")
            .Line($"From: {EncodedWord.Quoted(letter.From.Name + " 🌊")} <{letter.From.Address}>")
            .Line($"To: {EncodedWord.Quoted(letter.To.Name)} <{letter.To.Address}>")
            .Line($"Subject: 🎉 {letter.Subject} – ça y est ✅")
            .Line($"Message-ID: {letter.MessageId}").Line("MIME-Version: 1.0")
            .Line("Content-Type: text/plain; charset=utf-8").Line("Content-Transfer-Encoding: 8bit").Line()
            .Text(letter.Words.Body(letter.Random, 1) + "👍🏽 👩‍👩‍👧 𝒯\n", Encoding.UTF8);
}
