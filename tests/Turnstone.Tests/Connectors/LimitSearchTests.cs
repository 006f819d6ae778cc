using MimeKit;
using Turnstone.Connectors.Exchange.Checks;
using Xunit;

namespace Turnstone.Tests.Connectors;

public class LimitSearchTests
{
    private const long Megabyte = 1 << 20;
    private const long Margin = 4096;
    private static readonly long[] Known = [Megabyte, 10 * Megabyte, 35_000_000, 64 * Megabyte, 150 * Megabyte];
    private readonly List<long> _taken = [];
    private int _asked;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnyLimit_IsFoundToTheMegabyteFromBothSides_InFewTries()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var limit = random.NextInt64(2 * Megabyte, 188 * Megabyte);

            var up = await With(limit).UpwardAsync(200_000_000, Cancel);
            var asked = _asked;
            var down = await With(limit).DownwardAsync(200_000_000, int.MaxValue, Cancel);

            foreach (var found in new[] { up, down })
            {
                Assert.True(found.IsExact, $"{limit}: {found}");
                Assert.InRange(limit, found.Taken - Margin, found.Taken + Megabyte + Margin);
            }

            Assert.InRange(asked, 2, 16);
            Assert.InRange(_asked, 2, 16);
        }
    }

    [Fact]
    public async Task KnownLimit_IsFoundExactly_AndFromAboveOneSizeIsTaken()
    {
        foreach (var limit in Known)
        {
            var up = await With(limit).UpwardAsync(200_000_000, Cancel);
            var down = await With(limit).DownwardAsync(200_000_000, 3, Cancel);

            Assert.Equal((limit, true, limit, true), (up.Taken, up.IsExact, down.Taken, down.IsExact));
            Assert.Equal([limit - Margin], _taken);
        }
    }

    [Fact]
    public async Task NoLimitAndNoRoom_AreTold()
    {
        var none = await With(long.MaxValue).UpwardAsync(200_000_000, Cancel);
        var all = await With(0).UpwardAsync(200_000_000, Cancel);
        var stopped = await new LimitSearch(Known, Margin, (size, _) => Task.FromResult(size < 20 * Megabyte ? SizeVerdict.Taken : SizeVerdict.Stopped)).UpwardAsync(200_000_000, Cancel);

        Assert.Equal((200_000_000, null), (none.Taken, none.Refused));
        Assert.Equal((0, Megabyte), (all.Taken, all.Refused));
        Assert.Equal((10 * Megabyte, true, false), (stopped.Taken, stopped.IsStopped, stopped.IsExact));
    }

    [Fact]
    public async Task FilledMessage_IsAMessageOfItsSize_AndIsNeverInMemory()
    {
        using var content = new FilledMessage(150 * Megabyte, DateTimeOffset.UnixEpoch);
        await using var stream = content.OpenRead();
        var buffer = new byte[64 << 10];
        var before = GC.GetAllocatedBytesForCurrentThread();
        long length = 0;
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            length += read;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        using var small = new FilledMessage(5000, DateTimeOffset.UnixEpoch);
        await using var bytes = small.OpenRead();
        var message = await MimeMessage.LoadAsync(bytes, Cancel);

        Assert.Equal(150 * Megabyte, length);
        Assert.InRange(allocated, 0, 100_000);
        Assert.Equal("Turnstone test, 5000 bytes", message.Subject);
        Assert.Equal("filling.txt", Assert.Single(message.Attachments).ContentDisposition?.FileName);
    }

    private LimitSearch With(long limit)
    {
        _asked = 0;
        _taken.Clear();
        return new LimitSearch(Known, Margin, (size, _) =>
        {
            _asked++;
            if (size > limit)
            {
                return Task.FromResult(SizeVerdict.Refused);
            }

            _taken.Add(size);
            return Task.FromResult(SizeVerdict.Taken);
        });
    }
}
