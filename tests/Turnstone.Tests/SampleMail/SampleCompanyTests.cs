using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.Tests.SampleMail;

public class SampleCompanyTests
{
    private static readonly SampleProfile Profile = new()
    {
        Until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero),
        MessagesPerMailbox = 400,
        LargeMessageBytes = 300_000,
    };

    [Fact]
    public void SameProfile_MakesTheSameBytes()
    {
        var first = Digest(SampleCompany.Mailboxes(Profile));
        var second = Digest(SampleCompany.Mailboxes(Profile));

        Assert.Equal(first, second);
    }

    [Fact]
    public void AnotherSeed_MakesOtherMailInTheSameFolders()
    {
        var first = SampleCompany.Mailboxes(Profile);
        var second = SampleCompany.Mailboxes(Profile with { Seed = 2 });

        Assert.Equal(first.SelectMany(FolderNames), second.SelectMany(FolderNames));
        Assert.NotEqual(Digest(first), Digest(second));
    }

    [Fact]
    public void AMessageMadeAlone_IsTheOneMadeInOrder()
    {
        var folder = SampleCompany.Mailboxes(Profile)[1].Folders[0];

        var inOrder = folder.Messages().ElementAt(57).ToArray();

        Assert.Equal(inOrder, folder.MessageAt(57).ToArray());
    }

    [Fact]
    public void EveryKind_IsInEveryMailbox()
    {
        var expected = Enum.GetValues<SampleKind>().Except([SampleKind.Large, SampleKind.Small]);

        Assert.All(SampleCompany.Mailboxes(Profile), mailbox =>
            Assert.Empty(expected.Except(mailbox.Folders.SelectMany(f => f.Messages()).Select(m => m.Kind))));
    }

    [Fact]
    public void EveryFlagAndKeyword_IsUsed()
    {
        var used = SampleCompany.Mailboxes(Profile).SelectMany(Messages).SelectMany(message => message.ImapFlags).ToHashSet();

        string[] expected =
        [
            "\\Seen", "\\Answered", "\\Flagged", "\\Draft", "\\Deleted",
            "$Forwarded", "$label1", "NonJunk", "$Junk", "$MDNSent", "Work", "Personal",
        ];
        Assert.Empty(expected.Except(used));
    }

    [Fact]
    public void Dates_ReachOverFifteenYearsUpToTheGivenMoment()
    {
        var dates = SampleCompany.Mailboxes(Profile).SelectMany(Messages).Select(message => message.InternalDate).ToList();

        Assert.All(dates, date => Assert.True(date <= Profile.Until));
        Assert.True(dates.Min() < Profile.Until.AddYears(-14));
        Assert.Contains(dates, date => date > Profile.Until.AddDays(-90));
    }

    [Fact]
    public void Twin_IsTheMessageBeforeItByteByByte()
    {
        var folder = SampleCompany.Mailboxes(Profile)[0].Folders.First(f => f.Messages().Any(m => m.Kind == SampleKind.Twin));
        var index = folder.Messages().ToList().FindIndex(message => message.Kind == SampleKind.Twin);

        Assert.Equal(folder.MessageAt(index - 1).ToArray(), folder.MessageAt(index).ToArray());
    }

    [Theory]
    [InlineData(30_000)]
    [InlineData(300_000)]
    [InlineData(300_001)]
    public void LargeMessage_IsAsLargeAsAsked(int size)
    {
        // Any run of 78 sizes meets each rest of a base64 line once.
        Assert.All(Enumerable.Range(size, 78), bytes =>
        {
            var large = SampleCompany.Mailboxes(Profile with { LargeMessageBytes = bytes })[0].Folders[^1];

            Assert.Equal(bytes, Assert.Single(large.Messages()).ToArray().Length);
        });
    }

    [Fact]
    public void SignedMail_Verifies()
    {
        var signed = Messages(SampleCompany.Mailboxes(Profile)[3]).First(message => message.Kind == SampleKind.SmimeSigned);
        using var context = new MimeKit.Cryptography.TemporarySecureMimeContext();

        var mail = Parse(signed);

        var signatures = Assert.IsType<MimeKit.Cryptography.MultipartSigned>(mail.Body).Verify(context, TestContext.Current.CancellationToken);
        Assert.True(Assert.Single(signatures).Verify(verifySignatureOnly: true));
    }

    [Fact]
    public void Folders_AreUniqueAndFollowTheirParents()
    {
        Assert.All(SampleCompany.Mailboxes(Profile), mailbox =>
        {
            var seen = new HashSet<string>();
            Assert.All(mailbox.Folders, folder =>
            {
                Assert.True(folder.Path.Count == 1 || seen.Contains(string.Join('/', folder.Path.SkipLast(1))), folder.FullName);
                Assert.True(seen.Add(folder.FullName), folder.FullName);
            });
        });
    }

    [Theory]
    [InlineData(SampleKind.Bounce, "multipart/report")]
    [InlineData(SampleKind.ReadReceipt, "multipart/report")]
    [InlineData(SampleKind.Invitation, "multipart/alternative")]
    [InlineData(SampleKind.HtmlWithPicture, "multipart/related")]
    [InlineData(SampleKind.Attachments, "multipart/mixed")]
    public void AParser_FindsTheKindInTheBytes(SampleKind kind, string mediaType)
    {
        var message = Messages(SampleCompany.Mailboxes(Profile)[2]).First(m => m.Kind == kind);

        Assert.Equal(mediaType, Parse(message).Body!.ContentType.MimeType);
    }

    [Fact]
    public void DeclaredCharsets_DecodeToTheWordsThatWentIn()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // MimeKit asks the process for its charsets
        var messages = SampleCompany.Mailboxes(Profile).SelectMany(Messages).Where(message => message.Kind == SampleKind.Charset).ToList();

        var words = Charsets.Samples.Select(sample => Vocabulary.Of(sample.Language)).ToList();
        var (subjects, sentences) = (words.SelectMany(w => w.Subjects).ToHashSet(), words.SelectMany(w => w.Sentences).ToList());
        Assert.All(messages.Select(Parse), mail =>
        {
            Assert.Contains(mail.Subject!, subjects);
            Assert.Contains(sentences, sentence => mail.TextBody!.Contains(sentence, StringComparison.Ordinal));
        });
        Assert.True(messages.Select(message => Parse(message).Body!.ContentType.Charset).Distinct().Count() >= 10);
    }

    private static IEnumerable<SampleMessage> Messages(SampleMailbox mailbox) => mailbox.Folders.SelectMany(folder => folder.Messages());

    private static IEnumerable<string> FolderNames(SampleMailbox mailbox) => mailbox.Folders.Select(folder => folder.FullName);

    private static MimeMessage Parse(SampleMessage message)
    {
        using var bytes = new MemoryStream(message.ToArray());
        return MimeMessage.Load(bytes, TestContext.Current.CancellationToken);
    }

    private static string Digest(IEnumerable<SampleMailbox> mailboxes)
    {
        using var hash = SHA256.Create();
        using var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        foreach (var message in mailboxes.SelectMany(Messages))
        {
            message.WriteTo(stream);
        }

        stream.FlushFinalBlock();
        return Convert.ToHexString(hash.Hash!);
    }
}
