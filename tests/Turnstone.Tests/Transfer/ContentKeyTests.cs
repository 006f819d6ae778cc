using System.Text;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Transfer;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>Messages that differ do not share a key; the same message keeps its own.</summary>
public sealed class ContentKeyTests
{
    private const string Mail = "Received: by a; Mon, 1 Jan 2024 08:00:01 +0100\r\nMessage-ID: <1@x>\r\nDate: Mon, 1 Jan 2024 08:00:00 +0100\r\nFrom: a@x\r\nSubject: S\r\n\r\nBody\r\n";

    private static readonly SmtpAddress Anna = SmtpAddress.Parse("anna@old.example");

    [Theory]
    [InlineData("Body\r\n", "Bodx\r\n")]
    [InlineData("Body\r\n", "Body\r\nand a footer\r\n")]
    [InlineData("Body\r\n", "\u4f60\u597d\r\n")]
    [InlineData("by a;", "by list;")]
    [InlineData("<1@x>", "<2@x>")]
    [InlineData("08:00:00", "08:00:09")]
    [InlineData("From: a@x", "From: b@x")]
    [InlineData("Subject: S", "Subject: T")]
    public void MessagesThatDiffer_HaveKeysThatDiffer(string part, string other) =>
        Assert.NotEqual(KeyOf(Mail), KeyOf(Mail.Replace(part, other, StringComparison.Ordinal)));

    [Fact]
    public void BodiesThatDifferBehindTheirBeginning_AreToldApartByLength() =>
        Assert.NotEqual(KeyOf(Mail + new string('x', 100_000)), KeyOf(Mail + new string('x', 100_001)));

    [Theory]
    [InlineData("Subject: S", "Subject:  S")]
    [InlineData("Subject: S", "Subject:\r\n S")]
    [InlineData("From: a@x", "From: a@x\r\nX-Mailbox: anything")]
    public void SameMessageWithFieldsFoldedAnew_KeepsItsKey(string part, string other) =>
        Assert.Equal(KeyOf(Mail), KeyOf(Mail.Replace(part, other, StringComparison.Ordinal)));

    [Theory]
    [InlineData("Subject: alert\r\n\r\ndisk 1 full\r\n", "Subject: alert\r\n\r\ndisk 2 full\r\n")]
    [InlineData("no header at all", "no headers at all")]
    [InlineData("X: 1\r\n\r\n", "X: 2\r\n\r\n")]
    [InlineData("", "x")]
    public void MessagesWithoutIdentity_AreToldApartByAllTheyHave(string one, string other)
    {
        Assert.Equal(KeyOf(one), KeyOf(one));
        Assert.NotEqual(KeyOf(one), KeyOf(other));
    }

    [Fact]
    public void SameMessageOfAnotherMailbox_HasAnotherKey() =>
        Assert.NotEqual(KeyOf(Mail), Read(Mail, SmtpAddress.Parse("bert@old.example")).Key);

    [Fact]
    public void FormerKey_IsWhatTheFirstVersionWrote() =>
        Assert.Equal("a4605dbf3725e90b857aca161d85bbeb", Read(Mail, Anna).FormerKey.Value);

    private static ContentKey KeyOf(string mail) => Read(mail, Anna).Key;

    private static MessageHead Read(string mail, SmtpAddress mailbox)
    {
        using var writer = new ContentSpool().Write(mail.Length);
        writer.Write(Encoding.UTF8.GetBytes(mail));
        using var content = writer.Complete();
        return MessageHead.Read(content, mailbox);
    }
}
