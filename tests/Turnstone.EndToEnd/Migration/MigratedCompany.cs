using Turnstone.EndToEnd.Clients;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>
/// The main job as an operator does it, once for all tests that look at it: three people of three languages, trial, pre-stage, full, mail
/// that comes between them, and a retry after the new server was set right and restarted.
/// </summary>
public sealed class MigratedCompany : IAsyncLifetime
{
    internal const int NewMailEach = 7;

    private readonly SampleProfile _profile = new()
    {
        Until = TimeProvider.System.GetUtcNow(),
        MessagesPerMailbox = 150,
        LargeMessageBytes = 6_000_000,
    };

    private bool _takesLargeMail;
    private MigrationWorld _world = null!;

    internal MigrationWorld World => _world;

    internal MigrationResult Trial { get; private set; } = null!;

    internal MigrationResult PreStage { get; private set; } = null!;

    internal MigrationResult Full { get; private set; } = null!;

    internal MigrationResult Retry { get; private set; } = null!;

    internal MigrationResult RetryOfNothing { get; private set; } = null!;

    internal MigrationResult SecondFull { get; private set; } = null!;

    internal static IReadOnlyList<SamplePerson> People { get; } = [SampleCompany.People[0], SampleCompany.People[1], SampleCompany.People[3]];

    public async ValueTask InitializeAsync()
    {
        _world = await MigrationWorld.StartAsync(People, Configure);
        await MailLoader.LoadAsync(_world.Dovecot, [.. SampleCompany.Mailboxes(_profile).Where(mailbox => People.Contains(mailbox.Owner))], TestContext.Current.CancellationToken);

        Trial = await _world.MigrateAsync("--pass", "trial");
        await DeliverAsync(wave: 1);
        PreStage = await _world.MigrateAsync("--pass", "prestage", "--older-than", "90d");
        await DeliverAsync(wave: 2);
        Full = await _world.MigrateAsync("--pass", "full");
        _takesLargeMail = true;
        await _world.RestartExchangeAsync();
        Retry = await _world.MigrateAsync("--pass", "retry");
        RetryOfNothing = await _world.MigrateAsync("--pass", "retry");
        SecondFull = await _world.MigrateAsync();
    }

    public ValueTask DisposeAsync() => _world?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task DeliverAsync(int wave)
    {
        foreach (var person in People)
        {
            var mail = SampleCompany.NewMail(person, NewMailEach, wave, _profile with { Until = TimeProvider.System.GetUtcNow() });
            await MailLoader.DeliverAsync(_world.Dovecot, MigrationWorld.OldAccount(person), mail, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>How a foreign client signs in to a person's new mailbox.</summary>
    internal ExchangeLogin LoginOf(SamplePerson person)
    {
        var account = MigrationWorld.NewAccount(person);
        return new ExchangeLogin(_world.Exchange.EwsUrl, account.Address, account.Password, account.Address, _world.ExchangeAuthorityPath);
    }

    /// <summary>What the new server holds is on its disk; how large a message may be depends on its administrator.</summary>
    private ExchangeServerOptions Configure(ExchangeServerOptions options, string folder) => options with
    {
        DataFolder = Path.Combine(folder, "exchange"),
        Limits = _takesLargeMail ? options.Limits : options.Limits with { MaxMessageBytes = 5_500_000 },
    };
}
