using System.Text;
using Turnstone.Sandbox.Mime;
using Xunit;

namespace Turnstone.Tests.Sandbox.Mime;

public class MimeImporterTests
{
    [Fact]
    public void OrdinaryMail_BecomesProperties()
    {
        StoredMessage message = MimeText.Import("""
            Received: from a.example by b.example; Tue, 4 Mar 2025 10:00:12 +0000
            From: =?iso-8859-1?Q?J=F6rg?= <joerg@a.example>
            To: "Doe, Ann" <ann@b.example>, Team: bob@b.example, eve@b.example;
            Subject: =?utf-8?B?R3LDvMOfZQ==?=
            Date: Tue, 4 Mar 2025 11:00:00 +0100
            Message-ID: <1@a.example>
            References: <0@a.example>
             <00@a.example>
            X-Priority: 1 (Highest)
            Sensitivity: Company-Confidential
            Disposition-Notification-To: joerg@a.example
            X-Folded: one
            	two
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Sch=F6n
            """);

        Assert.Equal("Grüße", message.Subject);
        Assert.Equal(new StoredAddress("Jörg", "joerg@a.example"), message.From);
        Assert.Equal([new("Doe, Ann", "ann@b.example"), new("", "bob@b.example"), new("", "eve@b.example")], message.To);
        Assert.Equal(new DateTimeOffset(2025, 3, 4, 10, 0, 0, TimeSpan.Zero), message.ClientSubmitTime);
        Assert.Equal("<1@a.example>", message.InternetMessageId);
        Assert.Equal("<0@a.example> <00@a.example>", message.References);
        Assert.Equal(Importance.High, message.Importance);
        Assert.Equal(Sensitivity.CompanyConfidential, message.Sensitivity);
        Assert.True(message.IsReadReceiptRequested);
        Assert.Equal([new("Received", "from a.example by b.example; Tue, 4 Mar 2025 10:00:12 +0000"), new("X-Folded", "one\ttwo")], message.Headers);
        Assert.Equal("Schön", message.TextBody);
        Assert.Equal(ItemClasses.Note, message.ItemClass);
    }

    [Theory]
    [InlineData("text/plain", "hi", ItemClasses.Note)]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data", "MIAG", ItemClasses.Smime)]
    [InlineData("multipart/signed; boundary=b", "--b\n\nhi\n--b\nContent-Type: application/pgp-signature\n\nsig\n--b--", ItemClasses.SmimeSigned)]
    [InlineData("multipart/report; boundary=b", "--b\n\nhi\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b--", ItemClasses.NonDelivery)]
    [InlineData("multipart/report; boundary=b", "--b\n\nhi\n--b\nContent-Type: message/delivery-status\n\nAction: delivered\n--b--", ItemClasses.Delivery)]
    [InlineData("multipart/report; boundary=b", "--b\n\nhi\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--", ItemClasses.Read)]
    [InlineData("multipart/report; boundary=b", "--b\n\nhi\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; deleted\n--b--", ItemClasses.NotRead)]
    [InlineData("text/calendar; method=REQUEST", "BEGIN:VCALENDAR", ItemClasses.MeetingRequest)]
    [InlineData("text/calendar; method=cancel", "BEGIN:VCALENDAR", ItemClasses.MeetingCanceled)]
    [InlineData("text/calendar; method=REPLY", "ATTENDEE;PARTSTAT=ACC\n EPTED:mailto:a@b.example", ItemClasses.MeetingAccepted)]
    [InlineData("text/calendar; method=REPLY", "ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example", ItemClasses.MeetingDeclined)]
    [InlineData("text/calendar; method=COUNTER", "BEGIN:VCALENDAR", ItemClasses.MeetingTentative)]
    [InlineData("text/calendar; method=PUBLISH", "BEGIN:VCALENDAR", ItemClasses.Note)]
    public void MimeStructure_DecidesTheItemClass(string contentType, string body, string itemClass)
    {
        StoredMessage message = MimeText.Import($"Subject: s\nContent-Type: {contentType}\n\n{body}\n");

        Assert.Equal(itemClass, message.ItemClass);
    }

    [Fact]
    public void TextInterleavedWithFiles_KeepsOneBody_AndTheRestAsNumberedAttachments()
    {
        StoredMessage message = MimeText.Import("""
            Subject: from a Mac
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain

            all text
            --a
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/html

            <p>before</p>
            --m
            Content-Type: application/pdf; name=x.pdf
            Content-Disposition: inline; filename=x.pdf
            Content-Transfer-Encoding: base64

            JVBERg==
            --m
            Content-Type: text/html

            <p>after</p>
            --m--
            --a--
            """);

        Assert.Equal("all text", message.TextBody);
        Assert.Equal("<p>before</p>", message.HtmlBody);
        Assert.Equal(["x.pdf", "ATT00001.htm"], message.Attachments.Select(attachment => attachment.FileName));
        Assert.Equal("%PDF", Encoding.ASCII.GetString(message.Attachments[0].Content.Span));
        Assert.Equal("<p>after</p>", Encoding.ASCII.GetString(message.Attachments[1].Content.Span));
    }

    [Fact]
    public void PictureInHtml_IsInline_AndNoPaperClipShows()
    {
        StoredMessage message = MimeText.Import("""
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: text/html

            <img src="cid:p1">
            --r
            Content-Type: image/png
            Content-ID: <p1>

            png
            --r--
            """);

        StoredAttachment picture = Assert.Single(message.Attachments);
        Assert.True(picture.IsInline);
        Assert.Equal("p1", picture.ContentId);
        Assert.False(message.HasAttachments);
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, "ErrorAttachmentNestLevelLimitExceeded")]
    public void AttachedMessages_AreRefusedBelowTheTenthLevel(int levels, string? responseCode)
    {
        string mime = string.Concat(Enumerable.Range(0, levels).Select(level => $"Subject: {level}\nContent-Type: message/rfc822\n\n")) + "Subject: last\n\nhi\n";

        MimeImportException? refusal = Record.Exception(() => MimeText.Import(mime)) as MimeImportException;

        Assert.Equal(responseCode, refusal?.ResponseCode);
    }

    [Fact]
    public void EmptyStream_IsRefused()
    {
        MimeImportException refusal = Assert.Throws<MimeImportException>(() => MimeImporter.Import(Stream.Null));

        Assert.Equal("ErrorMimeContentInvalid", refusal.ResponseCode);
    }

    [Fact]
    public void TextWithoutAHeader_BecomesTheBody()
    {
        StoredMessage message = MimeText.Import("just a line of text\nand another\n");

        Assert.Null(message.Subject);
        Assert.Equal("just a line of text\r\nand another\r\n", message.TextBody);
    }

    [Theory]
    [InlineData(2_000)]
    public void DeepMultiparts_DoNotExhaustTheStack(int levels)
    {
        string mime = string.Concat(Enumerable.Range(0, levels).Select(level => $"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n")) + "\nhi\n";

        StoredMessage message = MimeText.Import("Subject: deep\n" + mime);

        Assert.Equal("deep", MimeImporter.Import(MimeText.Export(message)).Subject);
    }

    [Theory]
    [InlineData("koi8-r", "Привет, мир")]
    [InlineData("windows-1251", "Привет, мир")]
    [InlineData("iso-2022-jp", "日本語の本文")]
    [InlineData("shift_jis", "日本語の本文")]
    [InlineData("euc-kr", "안녕하세요")]
    [InlineData("gb2312", "简体中文")]
    [InlineData("big5", "繁體中文")]
    [InlineData("windows-1252", "“smart” – €")]
    public void LegacyCharset_IsDecoded(string charset, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] mime = [.. MimeText.Bytes($"Content-Type: text/plain; charset={charset}\n\n"), .. Encoding.GetEncoding(charset).GetBytes(text)];

        Assert.Equal(text, MimeImporter.Import(mime).TextBody);
    }

    [Fact]
    public void HtmlThatNamesItsCharsetInside_IsDecodedByIt()
    {
        byte[] mime = [.. MimeText.Bytes("Content-Type: text/html\n\n<meta charset=\"windows-1251\"><p>"), 0xCF, 0xF0, .. "</p>"u8];

        Assert.Contains("Пр", MimeImporter.Import(mime).HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public void GiantFoldedHeader_IsReadWhole()
    {
        string ids = string.Join("\n ", Enumerable.Range(0, 200_000).Select(id => $"<{id}@x.example>"));

        StoredMessage message = MimeText.Import($"Subject: s\nReferences: {ids}\nX-After: here\n\nbody\n");

        Assert.Equal(ids.Replace("\n", "", StringComparison.Ordinal), message.References);
        Assert.Equal([new StoredHeader("X-After", "here")], message.Headers);
        Assert.Equal("body\r\n", message.TextBody);
    }
}
