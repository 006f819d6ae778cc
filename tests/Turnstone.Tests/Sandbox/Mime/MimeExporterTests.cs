using FsCheck;
using FsCheck.Fluent;
using MimeKit;
using Turnstone.Sandbox.Mime;
using Xunit;

namespace Turnstone.Tests.Sandbox.Mime;

public class MimeExporterTests
{
    [Fact]
    public void ExportedCorpus_IsAFixedPoint()
    {
        List<string> moved = [.. MailCorpus.RoundTrips()
            .Where(mail => mail.Stored is not null && !MimeText.Export(MimeImporter.Import(mail.Exported)).AsSpan().SequenceEqual(mail.Exported))
            .Select(mail => mail.Name)];

        Assert.Empty(moved);
    }

    [Fact]
    public void SignedMailOfTheCorpus_IsByteExactInside()
    {
        List<CorpusMail> signed = [.. MailCorpus.RoundTrips().Where(mail => mail.Stored?.Secured is not null)];

        Assert.InRange(signed.Count, 5, 100);
        Assert.All(signed, mail =>
        {
            SecuredPayload secured = mail.Stored!.Secured!;
            Assert.True(mail.Bytes.AsSpan().EndsWith(secured.Body.Span), mail.Name);
            Assert.True(mail.Exported.AsSpan().EndsWith(secured.Body.Span), mail.Name);
            Assert.True(mail.Exported.AsSpan().IndexOf(secured.Headers.Span) > 0, mail.Name);
        });
    }

    [Fact]
    public void AnyMessage_ComesBackFromMimeAsItWas() => Prop.ForAll((int seed) =>
    {
        StoredMessage message = new RandomMessages(new Random(seed)).Next() with { Secured = null, Report = null, Calendar = null };

        StoredMessage read = MimeImporter.Import(MimeText.Export(message));

        Assert.Equal(message.Subject, read.Subject);
        Assert.Equal(message.To, read.To);
        Assert.Equal((message.TextBody ?? "", message.HtmlBody ?? ""), (read.TextBody ?? "", read.HtmlBody ?? ""));
        Assert.Equal((message.Importance, message.Sensitivity), (read.Importance, read.Sensitivity));
        Assert.Equal(Files(message), Files(read));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void SignedItem_ShowsAsOneAttachment()
    {
        SecuredPayload signed = MimeText.Import("Content-Type: multipart/signed; boundary=b\n\n--b\n\nhi\n--b\n\nsig\n--b--\n").Secured!;
        SecuredPayload opaque = MimeText.Import("Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\nAQID\n").Secured!;

        Assert.Equal(("smime.p7m", "multipart/signed"), (signed.ToAttachment().FileName, signed.ToAttachment().ContentType));
        Assert.Equal([1, 2, 3], opaque.ToAttachment().Content.ToArray());
    }

    [Fact]
    public void SignedMessageInsideAnother_IsByteExactToo()
    {
        const string Signed = "Content-Type: multipart/signed; boundary=s;\r\n  micalg=pgp-sha1\r\n\r\npreamble \r\n--s\r\n\r\nline  \r\n=20\r\n--s\r\n\r\nsig\r\n--s-- \r\nepilogue\r\n";
        StoredMessage message = MimeText.Import(
            "Subject: outer\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nhi\r\n--m\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n" + Signed + "\r\n--m--\r\n");

        string exported = MimeText.ExportText(message);

        Assert.Equal(ItemClasses.SmimeSigned, message.Attachments[0].Message!.ItemClass);
        Assert.Contains(Signed, exported, StringComparison.Ordinal);
    }

    [Fact]
    public void OrdinaryMail_IsWrittenAnew_AndAlwaysAlike()
    {
        const string Mime = "X-Kept: 1\nSubject: s\nFrom: a@b.example\nReceived: by x\nMIME-Version: 1.0\nContent-Type: text/plain\n\nhello\n";

        string exported = MimeText.ExportText(MimeText.Import(Mime));

        Assert.Equal(exported, MimeText.ExportText(MimeText.Import(Mime)));
        Assert.Equal("""
            Received: by x
            From: <a@b.example>
            Subject: s
            X-Kept: 1
            X-MS-Has-Attach:
            X-MS-TNEF-Correlator:
            Content-Type: text/plain; charset="utf-8"
            Content-Transfer-Encoding: quoted-printable
            MIME-Version: 1.0

            hello

            """.ReplaceLineEndings("\r\n"), exported);
    }

    [Fact]
    public void TextHtmlPictureAndFile_MakeMixedOfRelatedOfAlternative()
    {
        StoredMessage message = new()
        {
            Subject = "all",
            TextBody = "text",
            HtmlBody = "<img src=\"cid:p\">",
            Attachments =
            [
                new() { FileName = "p.png", ContentType = "image/png", ContentId = "p", IsInline = true, Content = new byte[] { 1 } },
                new() { FileName = "ünï \"q\".txt", ContentType = "text/plain", Charset = "koi8-r", Content = new byte[] { 0xF0 } },
            ],
        };

        MimeMessage parsed = MimeMessage.Load(new MemoryStream(MimeText.Export(message)));

        Multipart mixed = Assert.IsType<Multipart>(parsed.Body);
        MultipartRelated related = Assert.IsType<MultipartRelated>(mixed[0]);
        MultipartAlternative alternative = Assert.IsType<MultipartAlternative>(related[0]);
        Assert.Equal(["text/plain", "text/html"], alternative.Select(part => part.ContentType.MimeType));
        Assert.Equal("p", related[1].ContentId);
        Assert.Equal("ünï \"q\".txt", ((MimePart)mixed[1]).FileName);
        Assert.StartsWith("_000_", mixed.Boundary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u0001control\tand tab")]
    [InlineData("=?utf-8?B?not encoded?=")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 emoji")]
    [InlineData("")]
    public void OddSubject_ComesBackAsItWas(string subject)
    {
        StoredMessage message = new() { Subject = subject, TextBody = "" };

        Assert.Equal(subject, MimeImporter.Import(MimeText.Export(message)).Subject);
    }

    [Fact]
    public void TextThatLooksLikeABoundary_StaysText()
    {
        StoredMessage first = new() { Subject = "s", TextBody = "a", HtmlBody = "b" };
        string boundary = MimeMessage.Load(new MemoryStream(MimeText.Export(first))).Body!.ContentType.Boundary!;
        StoredMessage message = new() { Subject = "s", TextBody = $"--{boundary}\r\n--{boundary}--\r\n", HtmlBody = "b" };

        Assert.Equal(message.TextBody, MimeImporter.Import(MimeText.Export(message)).TextBody);
        Assert.DoesNotContain("\r\n--" + boundary + "\r\n--" + boundary, MimeText.ExportText(message), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadReceipt_IsNotAskedForAgain_WhenItWasTurnedOff()
    {
        StoredMessage message = MimeText.Import("Disposition-Notification-To: a@b.example\nSubject: s\n\nhi\n");

        Assert.Contains("Disposition-Notification-To: <a@b.example>", MimeText.ExportText(message), StringComparison.Ordinal);
        Assert.DoesNotContain("Disposition-Notification-To", MimeText.ExportText(message with { IsReadReceiptRequested = false }), StringComparison.Ordinal);
    }

    private static List<(string Name, string Content)> Files(StoredMessage message) =>
        [.. message.Attachments.Where(attachment => attachment.Message is null)
            .Select(attachment => (AttachmentNames.Clean(attachment.FileName)!, Convert.ToHexString(attachment.Content.Span)))
            .Order()];
}
