using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class Base64Tests
{
    [Fact]
    public void AnyBytesInAnyPieces_AreTheSameBase64()
    {
        Prop.ForAll<byte[], PositiveInt>((bytes, piece) =>
        {
            using MemoryStream wire = new();
            Base64Stream.EncodeAsync(new PiecemealSource(bytes, piece.Get), bytes.Length, 0, wire, () => { }, CancellationToken.None).GetAwaiter().GetResult();
            return Encoding.ASCII.GetString(wire.ToArray()) == Convert.ToBase64String(bytes);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void BrokenIntoLinesAndPieces_DecodesToTheSameBytes()
    {
        Prop.ForAll<byte[], PositiveInt, PositiveInt>((bytes, line, piece) =>
        {
            string text = Convert.ToBase64String(bytes);
            text = line.Get % 2 == 0 ? text : text.TrimEnd('=');
            string broken = string.Join("\r\n ", text.Chunk(line.Get).Select(chunk => new string(chunk)));
            return Decode(broken, piece.Get).SequenceEqual(bytes);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(57)]
    [InlineData(76)]
    [InlineData(77)]
    [InlineData(Base64Stream.ChunkLength - 1)]
    [InlineData(Base64Stream.ChunkLength)]
    [InlineData(Base64Stream.ChunkLength + 1)]
    [InlineData((1 << 20) - 1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    public async Task MessageOfAnyLength_TravelsWholeAndAsLongAsAnnounced(int length)
    {
        byte[] mime = new byte[length];
        new Random(length).NextBytes(mime);
        CreateItem request = new() { SavedItemFolderId = DistinguishedFolderId.Inbox, Items = [new NewMessage { MimeContent = new PiecemealSource(mime, 1000) }] };

        string text = await Requests.TextAsync(request);

        string inside = text.Split("<t:MimeContent CharacterSet=\"UTF-8\">")[1].Split("</t:MimeContent>")[0];
        Assert.Equal(Convert.ToBase64String(mime), inside);
    }

    [Fact]
    public async Task LongMessage_IsNeverHeldWhole()
    {
        const long Length = 300L << 20;
        SoapRequest request = SoapWriter.Render(
            new CreateItem { SavedItemFolderId = DistinguishedFolderId.Inbox, Items = [new NewMessage { MimeContent = new ZeroSource(Length) }] },
            new EwsAccess.Owner(), RequestServerVersion.Exchange2013_SP1);
        long before = GC.GetAllocatedBytesForCurrentThread();

        // Nothing here ever waits, so all of it runs on this thread.
        Task writing = request.WriteToAsync(Stream.Null, () => { }, () => { }, CancellationToken.None);

        Assert.True(writing.IsCompletedSuccessfully);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.InRange(request.Length, Length / 3 * 4, (Length / 3 * 4) + 5000);
        await writing;
    }

    [Theory]
    [InlineData(9, 10)]
    [InlineData(11, 10)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task SourceThatAnnouncedAnotherLength_IsRefused(int held, int announced)
    {
        PiecemealSource source = new(new byte[held], 4);

        MimeSourceException refused = await Assert.ThrowsAsync<MimeSourceException>(() =>
            Base64Stream.EncodeAsync(source, announced, 3, Stream.Null, () => { }, CancellationToken.None));

        Assert.Equal(3, refused.Index);
    }

    [Fact]
    public void SlackLastLetter_IsForgiven() => Assert.Equal("A"u8.ToArray(), Decode("QR==", 1));

    private static byte[] Decode(string text, int piece)
    {
        using MemoryStream bytes = new();
        using Base64Decoder decoder = new(bytes);
        foreach (char[] chunk in text.Chunk(piece))
        {
            decoder.AppendAsync(chunk, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }

        decoder.CompleteAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Assert.Equal(bytes.Length, decoder.Length);
        return bytes.ToArray();
    }
}
