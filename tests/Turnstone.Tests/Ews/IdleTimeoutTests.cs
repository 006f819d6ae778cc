using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class IdleTimeoutTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task SilenceAfterAFullSend_EndsTheRequest()
    {
        await using RawServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReadHeadAsync();
        });
        using EwsClient client = new(Clients.Options with { Url = server.Url }, _time);

        Task<IReadOnlyList<EwsResponse<Item>>> request = client.CreateItemAsync(Clients.CreateItem(), None);
        EwsTransportException silent = await Assert.ThrowsAsync<EwsTransportException>(() => PassTimeUntilDoneAsync(request));

        Assert.Equal(EwsTransportErrorKind.IdleTimeout, silent.Kind);
    }

    [Fact]
    public async Task SlowAnswer_IsWaitedForWhileItMoves()
    {
        byte[] answer = Encoding.UTF8.GetBytes(Answers.Responses("CreateItem", Answers.Created("x")));
        using EwsClient client = new(Clients.Options with { MessageHandler = new CannedHandler(() => Slow(answer)) }, _time);
        DateTimeOffset before = _time.GetUtcNow();

        await client.CreateItemAsync(Clients.CreateItem(), None);

        Assert.True(_time.GetUtcNow() - before > 3 * Clients.Options.IdleTimeout);
    }

    [Fact]
    public async Task SlowUpload_IsWaitedForWhileItMoves()
    {
        CannedHandler server = new(() => Answers.Xml(Answers.Responses("CreateItem", Answers.Created("x"))));
        using EwsClient client = new(Clients.Options with { MessageHandler = server }, _time);
        DateTimeOffset before = _time.GetUtcNow();

        await client.CreateItemAsync(new CreateItem { SavedItemFolderId = DistinguishedFolderId.Inbox, Items = [new NewMessage { MimeContent = new SlowSource(_time) }] }, None);

        Assert.True(_time.GetUtcNow() - before > 3 * Clients.Options.IdleTimeout);
    }

    private HttpResponseMessage Slow(byte[] content) =>
        new(HttpStatusCode.OK) { Content = new StreamContent(new SlowStream(content, 100, _time)) };

    private async Task<T> PassTimeUntilDoneAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(101));
            await Task.WhenAny(task, Task.Delay(10, None));
        }

        return await task;
    }

    /// <summary>Takes a minute for every piece.</summary>
    private sealed class SlowStream(byte[] content, int piece, FakeTimeProvider time) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            time.Advance(TimeSpan.FromSeconds(60));
            cancellationToken.ThrowIfCancellationRequested();
            return base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
        }
    }

    private sealed class SlowSource(FakeTimeProvider time) : IMimeSource
    {
        public long Length => 10 * 48 * 1024;

        public Stream OpenRead() => new SlowStream(new byte[Length], 48 * 1024, time);
    }
}
