using FsCheck;
using FsCheck.Fluent;
using Turnstone.Sandbox.Mime;
using Xunit;

namespace Turnstone.Tests.Sandbox.Mime;

public class StoredMessageTests
{
    [Fact]
    public void AnyMessage_ReadsBackAsItWasWritten() => Prop.ForAll((int seed) =>
    {
        StoredMessage message = new RandomMessages(new Random(seed)).Next();

        StoredMessage read = StoredMessage.Read(new MemoryStream(MimeText.Stored(message)));

        Assert.Equivalent(message.To, read.To, strict: true);
        Assert.Equal((message.Subject, message.From, message.Sender, message.ClientSubmitTime), (read.Subject, read.From, read.Sender, read.ClientSubmitTime));
        Assert.Equal((message.Importance, message.Sensitivity, message.IsReadReceiptRequested), (read.Importance, read.Sensitivity, read.IsReadReceiptRequested));
        Assert.Equal((message.TextBody, message.HtmlBody, message.Calendar), (read.TextBody, read.HtmlBody, read.Calendar));
        Assert.Equal(message.Attachments.Select(a => (a.FileName, a.IsInline, a.ContentId)), read.Attachments.Select(a => (a.FileName, a.IsInline, a.ContentId)));
        Assert.Equal(MimeText.Export(message), MimeText.Export(read));
        Assert.Equal(MimeText.Stored(message), MimeText.Stored(read));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void StoredForm_CutOffAnywhere_IsCalledDamaged()
    {
        byte[] stored = MimeText.Stored(new RandomMessages(new Random(7)).Next());

        for (int length = 0; length < stored.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => StoredMessage.Read(stored.AsMemory(0, length)));
        }
    }

    [Fact]
    public void StoredForm_WithBytesChanged_IsReadOrCalledDamaged_AndNothingElse() => Prop.ForAll((int seed) =>
    {
        Random random = new(seed);
        byte[] stored = MimeText.Stored(new RandomMessages(random).Next());
        for (int i = 0; i < 4; i++)
        {
            stored[random.Next(stored.Length)] = (byte)random.Next(256);
        }

        Exception? failure = Record.Exception(() => StoredMessage.Read(stored));

        Assert.True(failure is null or InvalidDataException, failure?.ToString());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void LengthBeyondTheBytes_AllocatesNothing()
    {
        byte[] hostile = [0x54, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x07];

        InvalidDataException damage = Assert.Throws<InvalidDataException>(() => StoredMessage.Read(hostile));

        Assert.Contains("ends too early", damage.Message, StringComparison.Ordinal);
    }
}
