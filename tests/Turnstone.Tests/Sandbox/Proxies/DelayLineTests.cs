using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Sandbox.Proxies;
using Xunit;

namespace Turnstone.Tests.Sandbox.Proxies;

public sealed class DelayLineTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(25);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatGoesBy_ArrivesWhenItsTimeIsOverAndNotBefore()
    {
        var time = new FakeTimeProvider();
        await using var way = await Way.OpenAsync(time);
        await way.ConnectAsync(Delay * 2);

        await way.Client.GetStream().WriteAsync("hello"u8.ToArray(), Cancel);
        var arriving = way.ReadAtServerAsync(5);
        await way.UntilSomebodyWaitsAsync();
        var early = arriving.IsCompleted;
        time.Advance(Delay);

        Assert.False(early);
        Assert.Equal("hello", await arriving);
    }

    [Fact]
    public async Task Connection_ComesAboutAfterAWayThereAndBack()
    {
        var time = new FakeTimeProvider();
        await using var way = await Way.OpenAsync(time);

        await way.UntilSomebodyWaitsAsync();
        time.Advance(Delay);
        var early = way.Accepting.IsCompleted;
        time.Advance(Delay);

        Assert.False(early);
        await way.Accepting;
    }

    [Fact]
    public async Task ManyBytes_ArriveAllAndInOrder_AndTheEndAfterThem()
    {
        await using var way = await Way.OpenAsync(TimeProvider.System);
        var sent = new byte[40 << 20];
        new Random(1).NextBytes(sent);

        var sending = SendAsync();
        var server = await way.Accepting;
        var received = new MemoryStream();
        await server.GetStream().CopyToAsync(received, Cancel);
        await sending;

        Assert.True(sent.AsSpan().SequenceEqual(received.GetBuffer().AsSpan(0, (int)received.Length)));

        async Task SendAsync()
        {
            await way.Client.GetStream().WriteAsync(sent, Cancel);
            way.Client.Client.Shutdown(SocketShutdown.Send);
        }
    }

    [Fact]
    public async Task ServerThatHasSaidAll_IsStillToldThings()
    {
        await using var way = await Way.OpenAsync(TimeProvider.System);
        var server = await way.Accepting;
        var heard = server.GetStream();
        var told = new byte[5];

        server.Client.Shutdown(SocketShutdown.Send);
        var end = await way.Client.GetStream().ReadAsync(new byte[1], Cancel);
        await way.Client.GetStream().WriteAsync("still"u8.ToArray(), Cancel);

        await heard.ReadExactlyAsync(told, Cancel);

        Assert.Equal(0, end);
        Assert.Equal("still", Encoding.ASCII.GetString(told));
    }

    [Fact]
    public void TwoSchemes_AreRefused() => Assert.Throws<ArgumentException>(() => DelayLine.Start(
        new DelayLineOptions { Listen = new Uri("imap://127.0.0.1:0"), To = new Uri("imaps://127.0.0.1:993"), Delay = Delay }));

    /// <summary>A client, the line, and a server that takes one connection.</summary>
    private sealed class Way : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly WatchedTime _time;
        private DelayLine _line = null!;

        private Way(TimeProvider time) => _time = new WatchedTime(time);

        public TcpClient Client { get; } = new() { NoDelay = true };

        public Task<TcpClient> Accepting { get; private set; } = null!;

        public static async Task<Way> OpenAsync(TimeProvider time)
        {
            var way = new Way(time);
            way._listener.Start();
            way.Accepting = way._listener.AcceptTcpClientAsync(Cancel).AsTask();
            way._line = DelayLine.Start(new DelayLineOptions
            {
                Listen = new Uri("imap://127.0.0.1:0"),
                To = new Uri($"imap://127.0.0.1:{((IPEndPoint)way._listener.LocalEndpoint).Port}"),
                Delay = Delay,
                Time = way._time,
            });
            await way.Client.ConnectAsync(IPAddress.Loopback, way._line.Url.Port, Cancel);
            return way;
        }

        /// <summary>Lets the time of a new connection pass.</summary>
        public async Task ConnectAsync(TimeSpan time)
        {
            await UntilSomebodyWaitsAsync();
            ((FakeTimeProvider)_time.Inner).Advance(time);
            await Accepting;
        }

        public Task UntilSomebodyWaitsAsync() => _time.TimerAsync(Cancel);

        public async Task<string> ReadAtServerAsync(int count)
        {
            var bytes = new byte[count];
            await (await Accepting).GetStream().ReadExactlyAsync(bytes, Cancel);
            return Encoding.ASCII.GetString(bytes);
        }

        public async ValueTask DisposeAsync()
        {
            await _line.DisposeAsync();
            _listener.Dispose();
            Client.Dispose();
            if (Accepting.IsCompletedSuccessfully)
            {
                (await Accepting).Dispose();
            }
        }
    }

    /// <summary>A clock that tells when somebody begins to wait by it.</summary>
    private sealed class WatchedTime(TimeProvider inner) : TimeProvider
    {
        private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

        public TimeProvider Inner => inner;

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = inner.CreateTimer(callback, state, dueTime, period);
            _timers.Writer.TryWrite(dueTime);
            return timer;
        }

        public async Task TimerAsync(CancellationToken cancellationToken) => await _timers.Reader.ReadAsync(cancellationToken);
    }
}
