using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Turnstone.EndToEnd.Migration;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Proxies;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Faults;

/// <summary>An operator stops the executable while both servers have fallen silent in the middle of their work.</summary>
public sealed class StoppedWhileStalledTests : IAsyncLifetime
{
    private const int Messages = 1200;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly SamplePerson Frida = FaultFixture.Frida;

    private readonly TaskCompletionSource _sourceStalls = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _destinationStalls = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MigrationWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await MigrationWorld.StartAsync([Frida]);
        await MailLoader.LoadAsync(_world.Dovecot, FaultFixture.Mailbox(Frida, Messages), Cancel);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("\"stallRequest\": true")]
    [InlineData("\"stallReply\": 0")]
    [InlineData("\"stallReply\": 300")]
    public async Task BothSidesSilent_EndsInTime_AndTheNextRunCompletes(string sourceFault)
    {
        await using var source = BeforeSource($$"""{ "operation": "UID FETCH BODY", "from": 3, {{sourceFault}} }""");
        await using var destination = BeforeDestination("""{ "operation": "CreateItem", "from": 2, "stallReply": 0 }""");
        await using var process = TurnstoneProgram.Start(
            _world.Command("--source", $"imap://127.0.0.1:{source.Url.Port}?tls=none", "--destination", destination.Url.AbsoluteUri), _world.Folder);
        await Task.WhenAll(_sourceStalls.Task, _destinationStalls.Task).WaitAsync(Cancel);

        var asked = Stopwatch.GetTimestamp();
        process.Signal();
        var stopped = await TurnstoneProgram.EndAsync(process, Cancel);

        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, StopLimit);
        Assert.True(stopped.Status == 4, stopped.Output);
        var again = await _world.MigrateAsync();
        Assert.True(again.Status == 0, again.Output);
        again.Report.AssertAddsUp();
        await _world.AssertMovedAsync(Frida, again.Report);
    }

    private FaultProxy BeforeSource(string rule) => FaultProxy.Start(new FaultProxyOptions
    {
        Listen = new Uri("imap://127.0.0.1:0"),
        To = new Uri($"imap://{_world.Dovecot.Host}:{_world.Dovecot.ImapPort}"),
        Faults = FaultPlan.Parse($$"""{ "rules": [ {{rule}} ] }""", FaultPlace.ImapProxy),
        Happened = _ => _sourceStalls.TrySetResult(),
    });

    private FaultProxy BeforeDestination(string rule) => FaultProxy.Start(new FaultProxyOptions
    {
        Listen = new Uri("http://127.0.0.1:0"),
        To = _world.Exchange.EwsUrl,
        TrustedAuthorities = [X509Certificate2.CreateFromPem(_world.Exchange.CertificateAuthorityPem!)],
        Faults = FaultPlan.Parse($$"""{ "rules": [ {{rule}} ] }""", FaultPlace.EwsProxy),
        Happened = _ => _destinationStalls.TrySetResult(),
    });
}
