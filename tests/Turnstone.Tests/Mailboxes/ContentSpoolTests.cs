using Turnstone.Engine.Mailboxes.Content;
using Xunit;

namespace Turnstone.Tests.Mailboxes;

/// <summary>Message bytes wait in memory when small and on disk when large, and leave nothing behind.</summary>
public sealed class ContentSpoolTests : IDisposable
{
    private const int Limit = 10_000;

    private readonly string _directory = Path.Combine(Path.GetTempPath(), "turnstone-test-" + Guid.NewGuid().ToString("n"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(Limit, Limit)]
    [InlineData(Limit, 0)]
    [InlineData(Limit + 1, 0)]
    [InlineData(Limit + 1, Limit + 1)]
    [InlineData(5 * Limit, 10)]
    [InlineData(10, 5 * Limit)]
    public async Task WhateverWasExpected_TheBytesComeBack(int length, long expected)
    {
        var bytes = Bytes(length);

        using var content = await SpoolAsync(bytes, expected);

        Assert.Equal(length, content.Length);
        Assert.Equal(bytes, await ReadAsync(content));
    }

    [Fact]
    public async Task SmallContent_NeverTouchesTheDisk()
    {
        using var content = await SpoolAsync(Bytes(Limit), 0);

        Assert.False(Directory.Exists(_directory));
    }

    [Fact]
    public async Task ContentThatOutgrowsTheMemory_MovesToAFile_ThatNoCrashLeavesBehind()
    {
        var content = await SpoolAsync(Bytes(3 * Limit), expected: 1);

        // The folder shows that a file was made; on Unix it has no name from the start, so that being killed leaves none.
        Assert.True(Directory.Exists(_directory));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Empty(Directory.GetFiles(_directory));
        }

        content.Dispose();
        content.Dispose();

        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3 * Limit)]
    public async Task SeveralReaders_DoNotDisturbEachOther(int length)
    {
        var bytes = Bytes(length);
        using var content = await SpoolAsync(bytes, 0);

        var readers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ReadAsync(content))));

        Assert.All(readers, read => Assert.Equal(bytes, read));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3 * Limit)]
    public async Task WriterThrownAway_LeavesNothing(int length)
    {
        await using (var writer = Spool().Write(length))
        {
            await writer.WriteAsync(Bytes(length), Cancellation);
        }

        Assert.True(!Directory.Exists(_directory) || Directory.GetFiles(_directory).Length == 0);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3 * Limit)]
    public async Task WriterDisposedAfterCompleting_DoesNoHarm_AndCompletesOnce(int length)
    {
        var bytes = Bytes(length);
        var writer = Spool().Write(0);
        await writer.WriteAsync(bytes, Cancellation);

        using var content = writer.Complete();
        Assert.Throws<InvalidOperationException>(writer.Complete);
        await writer.DisposeAsync();

        Assert.Equal(bytes, await ReadAsync(content));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3 * Limit)]
    public async Task DisposedContent_CannotBeRead(int length)
    {
        var content = await SpoolAsync(Bytes(length), 0);

        content.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => ReadAsync(content));
    }

    private ContentSpool Spool() => new(_directory, Limit);

    private async Task<ItemContent> SpoolAsync(byte[] bytes, long expected)
    {
        await using var writer = Spool().Write(expected);

        // In odd pieces, some by the synchronous door, as parsers and network streams do.
        for (var offset = 0; offset < bytes.Length; offset += 777)
        {
            var piece = bytes.AsMemory(offset, Math.Min(777, bytes.Length - offset));
            if (offset % 2 == 0)
            {
                await writer.WriteAsync(piece, Cancellation);
            }
            else
            {
                writer.Write(piece.Span);
            }
        }

        return writer.Complete();
    }

    private static async Task<byte[]> ReadAsync(ItemContent content)
    {
        await using var stream = content.OpenRead();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
