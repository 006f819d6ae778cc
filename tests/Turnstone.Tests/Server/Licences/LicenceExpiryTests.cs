using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Server.Licences;
using Turnstone.Storage.Agents;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server.Licences;

/// <summary>Who is told of licences that expire, and when.</summary>
public sealed class LicenceExpiryTests : IAsyncLifetime
{
    private readonly SmtpListener _listener = new();
    private ServerWorld _server = null!;
    private LicenceWorld _world = null!;
    private Guid _workgroup;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerWorld.StartAsync(mail: _listener, licensing: Orders.Metered);
        _workgroup = await _server.AddWorkgroupAsync("Moves");
        var client = await _server.SignedInAsync(_workgroup);
        _world = new LicenceWorld(_server.Services, client, _workgroup, await client.AddCustomerAsync(), _server.Time.GetUtcNow());
        await _server.AddAgentAsync(_workgroup, Role.Manager);
        await _server.AddAgentAsync(_workgroup, Role.Associate);
        await _server.AddAgentAsync(await _server.AddWorkgroupAsync("Others"), Role.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _listener.DisposeAsync();
    }

    [Fact]
    public async Task ThoseWhoBuy_AreToldOfUnusedLicences_AMonthBeforeAndWhenItIsOver_OnceEach()
    {
        var pack = await _world.AddPackAsync(5, _server.Time.GetUtcNow().AddDays(31));
        await _world.ApplyAsync(await _world.AddUsersAsync(2));
        await using (var rows = _world.Open())
        {
            var now = _server.Time.GetUtcNow();
            await rows.Licences.Where(row => row.PackId == pack && row.Address == "user1@example.com").ExecuteUpdateAsync(change => change.SetProperty(row => row.Used, now), Cancel);
        }

        Assert.Empty(await TellAsync());
        _server.Time.Advance(TimeSpan.FromDays(1));
        var before = await TellAsync();
        var again = await TellAsync();
        _server.Time.Advance(TimeSpan.FromDays(30));
        var after = await TellAsync();

        Assert.Equal(2, before.Count);
        Assert.All(before, mail => Assert.Equal("4 unused licences of Moves expire on 27 December 2026, 12:00", mail.Message.Subject));
        Assert.Contains("4 User Migration Bundles are unused, 1 of them applied", before[0].Message.TextBody, StringComparison.Ordinal);
        Assert.Empty(again);
        Assert.Equal(["4 unused licences of Moves have expired"], after.Select(mail => mail.Message.Subject).Distinct());
        Assert.Equal(2, after.Count);
        Assert.Empty(await TellAsync());
    }

    [Fact]
    public async Task PackThatWasUsedUp_IsNotSpokenOf()
    {
        await _world.AddPackAsync(1, _server.Time.GetUtcNow().AddDays(10));
        await _world.ApplyAsync(await _world.AddUsersAsync(1));
        await using (var rows = _world.Open())
        {
            var now = _server.Time.GetUtcNow();
            await rows.Licences.ExecuteUpdateAsync(change => change.SetProperty(row => row.Used, now), Cancel);
        }

        Assert.Empty(await TellAsync());
    }

    [Fact]
    public async Task TwoProcesses_TellOnce()
    {
        await _world.AddPackAsync(1, _server.Time.GetUtcNow().AddDays(10));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _server.Services.GetRequiredService<LicenceExpiry>().RunAsync(Cancel))));

        Assert.Equal(2, (await TellAsync()).Count);
    }

    private async Task<List<ReceivedMail>> TellAsync()
    {
        await _server.Services.GetRequiredService<LicenceExpiry>().RunAsync(Cancel);
        await _server.SendMailsAsync();
        var mails = new List<ReceivedMail>();
        while (_listener.Waiting > 0)
        {
            mails.Add(await _listener.NextAsync(Cancel));
        }

        return mails;
    }
}
