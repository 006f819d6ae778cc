using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Turnstone.Server.Mail;
using Turnstone.Storage.Mails;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class MailTests : IAsyncLifetime
{
    private readonly SmtpListener _listener = new() { Login = "turnstone hunter2" };
    private readonly KeptLog _log = new();
    private ServerWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await ServerWorld.StartAsync(_log, _listener);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _listener.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task MailThatIsRefusedForNow_IsTriedAgainLaterAndLater_AndArrives()
    {
        await AddAsync("otto@new.example");
        _listener.Reply = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "451 4.3.0 Later" : null;

        await _world.SendMailsAsync();
        await _world.SendMailsAsync();
        Assert.Equal((1, "4.3.0 Later", _world.Time.GetUtcNow().AddMinutes(1)), await FirstAsync());
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        await _world.SendMailsAsync();
        Assert.Equal((2, "4.3.0 Later", _world.Time.GetUtcNow().AddMinutes(2)), await FirstAsync());
        _listener.Reply = static _ => null;
        _world.Time.Advance(TimeSpan.FromMinutes(2));
        await _world.SendMailsAsync();

        Assert.Equal("otto@new.example", Assert.Single((await _listener.NextAsync(Cancel)).Recipients));
        Assert.Equal((3, ""), ((await RowAsync()).Attempts, (await RowAsync()).LastError));

        async Task<(int, string, DateTimeOffset)> FirstAsync() => await RowAsync() is var row ? (row.Attempts, row.LastError, row.Due) : default;
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 Nobody of that name")]
    [InlineData(".", "554 5.7.1 Not such a mail")]
    public async Task MailThatIsRefusedForGood_IsGivenUpAtOnce_WithTheReason(string at, string reply)
    {
        await AddAsync("nobody@new.example");
        _listener.Reply = line => line.StartsWith(at, StringComparison.Ordinal) ? reply : null;

        await _world.SendMailsAsync();

        var row = await RowAsync();
        Assert.Equal((1, reply[4..], ""), (row.Attempts, row.LastError, row.ProtectedContent));
        Assert.Equal(_world.Time.GetUtcNow(), row.GivenUp);
    }

    [Theory]
    [InlineData("MAIL", "550 5.7.1 Not from you")]
    [InlineData("AUTH", "535 5.7.8 Not you")]
    public async Task WhatTheOperatorCanPutRight_IsTriedForADay(string at, string reply)
    {
        await AddAsync("otto@new.example");
        _listener.Reply = line => line.StartsWith(at, StringComparison.Ordinal) ? reply : null;
        var start = _world.Time.GetUtcNow();

        OutgoingMail row;
        while ((row = await RowAsync()).GivenUp is null && row.Attempts < 100)
        {
            await _world.SendMailsAsync();
            _world.Time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.InRange(row.GivenUp!.Value - start, TimeSpan.FromHours(22), TimeSpan.FromHours(24));
        Assert.InRange(row.Attempts, 20, 40);
        Assert.Contains(reply[10..], row.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoSenders_SendEachMailOnce()
    {
        for (var number = 1; number <= 20; number++)
        {
            await AddAsync($"agent{number}@new.example");
        }

        await Task.WhenAll(Enumerable.Range(1, 3).Select(_ => Task.Run(_world.SendMailsAsync, Cancel)));

        Assert.Equal(20, _listener.Waiting);
        var ids = new HashSet<string>();
        for (var number = 1; number <= 20; number++)
        {
            ids.Add((await _listener.NextAsync(Cancel)).Message.MessageId ?? "");
        }

        Assert.Equal(20, ids.Count);
    }

    [Fact]
    public async Task MailOfASenderThatDied_IsTakenByAnother_WhenItsTimeIsOver()
    {
        await AddAsync("otto@new.example");
        await using (var rows = Open())
        {
            // What taking a mail leaves behind where nothing comes after it.
            var due = _world.Time.GetUtcNow().AddMinutes(5);
            await rows.OutgoingMails.ExecuteUpdateAsync(change => change.SetProperty(row => row.Attempts, 1).SetProperty(row => row.Due, due), Cancel);
        }

        await _world.SendMailsAsync();
        Assert.Equal(0, _listener.Waiting);
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        await _world.SendMailsAsync();

        await _listener.NextAsync(Cancel);
    }

    [Fact]
    public async Task Pump_SendsByItself()
    {
        await using var world = await ServerWorld.StartAsync(mail: _listener, pumps: true);
        await AddAsync("otto@new.example", world);
        var arriving = _listener.NextAsync(Cancel).AsTask();

        while (!arriving.IsCompleted)
        {
            world.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(arriving, Task.Delay(TimeSpan.FromMilliseconds(20), Cancel));
        }

        Assert.Equal("otto@new.example", Assert.Single((await arriving).Recipients));
    }

    [Fact]
    public async Task SentMail_IsForgottenAfterAMonth()
    {
        await AddAsync("otto@new.example");
        await _world.SendMailsAsync();
        var sender = _world.Services.GetRequiredService<MailSender>();

        _world.Time.Advance(MailSender.Kept);
        await sender.TidyAsync(Cancel);
        await RowAsync();
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        await sender.TidyAsync(Cancel);

        await using var rows = Open();
        Assert.Equal(0, await rows.OutgoingMails.CountAsync(Cancel));
    }

    [Fact]
    public async Task WhatCausesAMailAndFails_LeavesNoMail()
    {
        await using (var rows = Open())
        {
            await _world.Services.GetRequiredService<Outbox>().AddAsync(rows, "otto@new.example", MailKinds.PasswordReset, Values);
        }

        await _world.SendMailsAsync();

        Assert.Equal(0, _listener.Waiting);
    }

    [Fact]
    public async Task Log_TellsOfTrouble_AndNothingOfTheMail()
    {
        await AddAsync("otto@new.example");
        _listener.Reply = static line => line == "." ? "451 4.3.0 Later" : null;
        await _world.SendMailsAsync();
        _listener.Reply = static line => line == "." ? "554 5.7.1 Never" : null;
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        await _world.SendMailsAsync();

        Assert.Contains("was not sent at attempt 1", _log.Text, StringComparison.Ordinal);
        Assert.Contains("was given up after 2 attempts", _log.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { "A new password", "the-code", "hunter2", "Set a new password", "otto@new.example" })
        {
            Assert.DoesNotContain(secret, _log.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static Dictionary<string, object> Values => new() { ["email"] = "otto@new.example", ["link"] = "http://localhost/password-reset?code=the-code" };

    private async Task AddAsync(string recipient, ServerWorld? world = null)
    {
        var services = (world ?? _world).Services;
        await using var rows = services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        await services.GetRequiredService<Outbox>().AddAsync(rows, recipient, MailKinds.PasswordReset, Values);
        await rows.SaveChangesAsync(Cancel);
    }

    private async Task<OutgoingMail> RowAsync()
    {
        await using var rows = Open();
        return await rows.OutgoingMails.AsNoTracking().SingleAsync(Cancel);
    }

    private PlaneContext Open() => _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
}
