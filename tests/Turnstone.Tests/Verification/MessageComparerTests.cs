using System.Text;
using Xunit;

namespace Turnstone.Tests.Verification;

public class MessageComparerTests
{
    private const string Signed =
        """
        From: ann@old.example
        Subject: signed
        Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=s

        --s
        Content-Type: text/plain

        I owe you  10.
        --s
        Content-Type: application/pkcs7-signature; name=smime.p7s
        Content-Transfer-Encoding: base64

        AQIDBA==
        --s--

        """;

    [Fact]
    public void SameMessage_HasNoDifferences() => Assert.Empty(Mail.Compare(Mail.Whole, Mail.Whole));

    [Theory]
    [InlineData("Sch=F6ne", "Sch=F6n=E9", "TextChanged part 1")]
    [InlineData("MTIzNDU2Nzg5MA==", "MTIzNDU2Nzg5MQ==", "AttachmentChanged part 2")]
    [InlineData("name=\"plan.pdf\"", "name=\"plan2.pdf\"", "AttachmentRenamed part 2")]
    [InlineData("Content-ID: <plan@here>", "Content-ID: <plan@there>", "AttachmentUnlinked part 2")]
    [InlineData("The inner text.", "The other text.", "TextChanged part 3, part 1")]
    [InlineData("Subject: inside", "Subject: outside", "HeaderChanged part 3, subject")]
    [InlineData("X-Ticket: 4711", "X-Ticket: 4712", "HeaderChanged x-ticket")]
    [InlineData("X-Ticket: 4711", "X-Other: 4711", "HeaderMissing x-ticket")]
    [InlineData("K=C3=B6hler", "K=C3=B6ler", "HeaderChanged from")]
    [InlineData("carl@old.example", "karl@old.example", "HeaderChanged to")]
    [InlineData("Bob <bob@old.example>, ", "", "HeaderChanged to")]
    [InlineData("Date: Mon, 1 Jan 2024 08:00:00", "Date: Mon, 1 Jan 2024 08:00:01", "HeaderChanged date")]
    [InlineData("Date: Mon, 1 Jan 2024 08:00:00 +0100\n", "", "HeaderMissing date")]
    [InlineData("Message-ID: <1@old.example>", "Message-ID: <3@old.example>", "HeaderChanged message-id")]
    [InlineData("=?iso-8859-1?q?Gr=FC=DFe?=", "Gruesse", "HeaderChanged subject")]
    public void PlantedChange_IsFoundWhereItIs(string old, string changed, string expected) =>
        Assert.Equal([expected], Mail.CompareWith(old, changed).Distinct());

    [Fact]
    public void AnyByteOfAnAttachment_Counts()
    {
        var bytes = Encoding.ASCII.GetBytes("%PDF-1.4\n1234567890");
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;

            Assert.Equal(
                ["AttachmentChanged part 2"], Mail.CompareWith("JVBERi0xLjQKMTIzNDU2Nzg5MA==", Convert.ToBase64String(changed)));
        }
    }

    [Fact]
    public void LostParts_AreMissing()
    {
        const string Only = "From: ann@old.example\n\n";
        var lost = Mail.Compare(Mail.Whole, Only);

        Assert.Contains("TextMissing part 1", lost);
        Assert.Contains("AttachmentMissing part 2", lost);
        Assert.Contains("MessageMissing part 3", lost);
    }

    [Fact]
    public void PartFromNowhere_IsAdded() => Assert.Equal(
        ["PartAdded part 1"],
        Mail.Compare("From: a@old.example\n\n", "From: a@old.example\nContent-Type: application/octet-stream\n\nfrom nowhere\n"));

    [Fact]
    public void OneOfTwoEqualAttachments_IsMissedWhenItIsLost()
    {
        const string Part = "--b\nContent-Type: image/png; name=a.png\n\nsame\n";
        const string Head = "From: a@old.example\nContent-Type: multipart/mixed; boundary=b\n\n";

        Assert.Equal(["AttachmentMissing part 2"], Mail.Compare($"{Head}{Part}{Part}--b--\n", $"{Head}{Part}--b--\n"));
    }

    [Theory]
    [InlineData("I owe you  10.", "I owe you 10.")]
    [InlineData("AQIDBA==", "AQIDBQ==")]
    [InlineData("micalg=sha-256; boundary=s\n\n", "micalg=sha-256; boundary=s\n\nA preamble.\n")]
    public void SignedMessage_IsTheSameByteForByteOrDiffers(string old, string changed)
    {
        Assert.Empty(Mail.Compare(Signed, Signed));
        Assert.Equal(["SealedPartChanged part 1"], Mail.Compare(Signed, Signed.Replace(old, changed, StringComparison.Ordinal)));
    }

    [Fact]
    public void EncryptedMessage_IsTheSameByteForByteOrDiffers()
    {
        const string Sealed = "From: a@old.example\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAQIDBA==\n";

        Assert.Empty(Mail.Compare(Sealed, Sealed));
        Assert.Equal(["SealedPartChanged part 1"], Mail.Compare(Sealed, Sealed.Replace("AQIDBA", "AQIDBQ", StringComparison.Ordinal)));
    }

    [Fact]
    public void SignedMessageTakenApart_IsADifference() => Assert.Equal(
        ["SealedPartChanged part 1"], Mail.Compare(Signed, Signed.Replace("multipart/signed", "multipart/mixed", StringComparison.Ordinal)));

    [Fact]
    public void BytesThatAreNoMessage_AreComparedAsText()
    {
        Assert.Empty(Mail.Compare("\u0001 nothing like a header", "\u0001 nothing like a header"));
        Assert.Equal(["TextChanged part 1"], Mail.Compare("\u0001 nothing like a header", "\u0001 nothing like a body"));
    }

    [Fact]
    public void MessagesNestedWithoutEnd_AreSaidNotToBeComparable()
    {
        var nested = string.Concat(Enumerable.Repeat("From: a@old.example\nContent-Type: message/rfc822\n\n", 150)) + "Subject: x\n\nend\n";

        Assert.StartsWith("NotComparable", Assert.Single(Mail.Compare(nested, nested)), StringComparison.Ordinal);
    }

    [Fact]
    public void HeaderOfMegabytes_IsComparedToItsLastLetter()
    {
        var giant = "References:" + string.Concat(Enumerable.Repeat("\n <x@y.example>", 150_000)) + "\n <last@y.example>\nSubject: s\n\ntext\n";

        Assert.Empty(Mail.Compare(giant, giant));
        Assert.Equal(["HeaderChanged references"], Mail.Compare(giant, giant.Replace("<last@", "<lost@", StringComparison.Ordinal)));
        Assert.Equal(["TextChanged part 1"], Mail.Compare(giant, giant.Replace("\ntext", "\ntest", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Type: message/rfc822\n\n")]
    public void HeaderWithoutMeasure_IsSaidNotToBeComparable(string outer)
    {
        var giant = Mail.Bytes(outer + "References:" + string.Concat(Enumerable.Repeat("\n <x@y.example>", 600_000)) + "\n\ntext\n");

        Assert.Equal(["NotComparable"], Mail.Compare(giant, giant));
    }

    [Fact]
    public void IndentedTextOfMegabytes_IsNoHeader()
    {
        var indented = "Subject: s\n\n" + string.Concat(Enumerable.Repeat("    indented\n", 200_000));

        Assert.Empty(Mail.Compare(indented, indented));
    }

    [Fact]
    public void HtmlShownAsPlainText_IsADifference() => Assert.Equal(
        ["TextMissing part 1", "PartAdded part 1"],
        Mail.Compare("From: a@old.example\nContent-Type: text/html\n\n<p>x</p>\n", "From: a@old.example\nContent-Type: text/plain\n\n<p>x</p>\n"));

    [Fact]
    public void TreeOfManyParts_IsSaidNotToBeComparable()
    {
        var many = "Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nx\n", 10_001)) + "--b--\n";

        Assert.Equal(["NotComparable"], Mail.Compare(many, many));
    }

    [Fact]
    public void AnythingCutOffAnywhere_CanBeCompared()
    {
        var whole = Mail.Bytes(Mail.Whole);
        for (var length = 0; length < whole.Length; length += 7)
        {
            Mail.Compare(whole, whole[..length]);
            Assert.Empty(Mail.Compare(whole[..length], whole[..length]));
        }
    }
}
