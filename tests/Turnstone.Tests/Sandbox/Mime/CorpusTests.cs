using Xunit;

namespace Turnstone.Tests.Sandbox.Mime;

public class CorpusTests
{
    /// <summary>Messages that show otherwise afterwards, each for a reason; any other difference fails, and so does a reason gone stale.</summary>
    private static readonly Dictionary<string, string> LegitimatelyRewritten = new()
    {
        ["hand-made/charset-mislabelled-utf8-as-ascii.eml"] = "Says us-ascii, is UTF-8: the letters can be read afterwards.",
        ["ruby-mail/error_emails-content_transfer_encoding_plain.eml"] = "8-bit under us-ascii: read as windows-1252 instead of question marks.",
        ["sisimai/bsd-lhost-dragonfly-01.eml"] = "8-bit under us-ascii: read as UTF-8 instead of question marks.",
        ["mailkit/message.6.eml"] = "Says ISO-2022-JP, is UTF-8: the letters can be read afterwards.",
        ["mailkit/message.31.eml"] = "Says ISO-2022-JP, is UTF-8: the letters can be read afterwards.",
        ["sisimai/dos-lhost-kddi-01.eml"] = "Says ISO-2022-JP, is UTF-8: the letters can be read afterwards.",
        ["hand-made/date-second-60.eml"] = "A leap second is the moment after; MimeKit finds no time of day in it.",
        ["hand-made/eol-mixed.eml"] = "CR CR LF is two line ends.",
        ["php-mime-mail-parser/issue250.eml"] = "A file name with a line break in it loses the break.",
        ["ruby-mail/multipart_report_emails-report_422.eml"] = "text/rfc822-headers becomes a text file; MimeKit no longer takes it for a message.",
        ["ruby-mail/rfc2822-example13.eml"] = "Comments and blanks stand inside its time of day; MimeKit reads the day alone.",
        ["sisimai/bsd-rfc3464-07.eml"] = "text/rfc822-headers becomes a text file; MimeKit no longer takes it for a message.",
    };

    [Fact]
    public void EveryMessage_ImportsAndExports_OrIsRefusedByName()
    {
        IReadOnlyList<CorpusMail> mails = MailCorpus.RoundTrips();

        Assert.Empty(mails.Where(mail => mail.Defect is not null).Select(mail => $"{mail.Name}: {mail.Defect}"));
        Assert.Equal(
            ["hand-made/empty-zero-bytes.eml: ErrorMimeContentInvalid", "hand-made/nested-rfc822-25.eml: ErrorAttachmentNestLevelLimitExceeded"],
            mails.Where(mail => mail.Refusal is not null).Select(mail => $"{mail.Name}: {mail.Refusal}"));
    }

    [Fact]
    public void EveryMessage_ShowsAfterTheRoundTripWhatItShowedBefore()
    {
        Dictionary<string, string> lost = [];

        foreach (CorpusMail mail in MailCorpus.RoundTrips().Where(mail => mail.Stored is not null))
        {
            IReadOnlyList<string> before = VisibleMail.Facts(mail.Bytes);
            IReadOnlyList<string> after = VisibleMail.Facts(mail.Exported);
            if (!before.SequenceEqual(after))
            {
                lost[mail.Name] = $"{string.Join('\n', before.Except(after))} became {string.Join('\n', after.Except(before))}";
            }
        }

        Assert.Equal(LegitimatelyRewritten.Keys.Order(StringComparer.Ordinal), lost.Keys.Order(StringComparer.Ordinal));
    }
}
