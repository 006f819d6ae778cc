using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Turnstone.Sandbox.Soap;
using Xunit;

namespace Turnstone.Tests.Sandbox.Exchange;

public sealed class MimeCarverTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(76)]
    [InlineData(61)]
    [InlineData(1)]
    public async Task Message_IsItself_WhereverItsTextIsBrokenAndWhereverTheWireIs(int lineLength)
    {
        var random = new Random(lineLength);
        for (var round = 0; round < 200; round++)
        {
            var mime = new byte[random.Next(0, round % 10 == 0 ? 60_000 : 600)];
            random.NextBytes(mime);
            var text = Convert.ToBase64String(mime);
            var lines = lineLength == 0 ? text : string.Concat(text.Chunk(lineLength).Select(line => new string(line) + (random.Next(2) == 0 ? "\r\n" : "\n \t")));

            using var read = await MimeCarver.ReadAsync(InPieces(Request(lines), random), schema: null, TestContext.Current.CancellationToken);
            var content = read.Operation.Required("Message").Required("MimeContent").Content;

            Assert.NotNull(content);
            Assert.False(content.IsMalformed, $"Round {round}");
            Assert.Equal(mime, Bytes(content));
        }
    }

    [Theory]
    [InlineData("SGVsbG8")]
    [InlineData("SGVs*G8=")]
    [InlineData("SGVs\r\nbG8=SGVs")]
    public async Task TextThatIsNoBase64_IsMalformed_WhereverTheWireIsBroken(string text)
    {
        var random = new Random(1);
        for (var round = 0; round < 50; round++)
        {
            using var read = await MimeCarver.ReadAsync(InPieces(Request(text), random), schema: null, TestContext.Current.CancellationToken);

            Assert.True(read.Operation.Required("Message").Required("MimeContent").Content!.IsMalformed);
        }
    }

    private static byte[] Request(string text) => Encoding.UTF8.GetBytes(
        $"<s:Envelope xmlns:s=\"{Namespaces.Soap}\" xmlns:t=\"{Namespaces.Types}\"><s:Body><t:CreateItem><t:Message><t:MimeContent>{text}</t:MimeContent></t:Message></t:CreateItem></s:Body></s:Envelope>");

    private static PipeReader InPieces(byte[] request, Random random)
    {
        Piece? last = null;
        Piece? first = null;
        for (var at = 0; at < request.Length;)
        {
            var length = Math.Min(request.Length - at, random.Next(10) == 0 ? random.Next(1, 20_000) : random.Next(1, 90));
            last = new Piece(request.AsMemory(at, length), last);
            first ??= last;
            at += length;
        }

        return PipeReader.Create(new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length));
    }

    private static byte[] Bytes(Payload payload)
    {
        using var copy = new MemoryStream();
        payload.Open().CopyTo(copy);
        return copy.ToArray();
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
