using System.IO.Pipelines;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors.Imap;
using Xunit;

namespace Turnstone.Tests.Connectors;

public sealed class TimedStreamTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly FakeTimeProvider _time = new();
    private readonly Pipe _line = new();
    private readonly TimedStream _stream;
    private readonly byte[] _buffer = new byte[100];

    public TimedStreamTests() => _stream = new TimedStream(_line.Reader.AsStream(), cap: null, _time) { ReadTimeout = (int)Limit.TotalMilliseconds };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _stream.Dispose();

    [Fact]
    public async Task Silence_EndsTheReading()
    {
        var reading = _stream.ReadAsync(_buffer, Cancel).AsTask();

        _time.Advance(Limit - TimeSpan.FromSeconds(1));
        Assert.False(reading.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => reading);
    }

    [Fact]
    public async Task Trickle_IsReadToItsEnd_HoweverLongThatTakes()
    {
        for (var i = 0; i < 50; i++)
        {
            var reading = _stream.ReadAsync(_buffer, Cancel).AsTask();
            _time.Advance(Limit - TimeSpan.FromSeconds(1));
            await _line.Writer.WriteAsync(new byte[] { 1 }, Cancel);

            Assert.Equal(1, await reading);
        }
    }
}
