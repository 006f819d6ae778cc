using System.Text;
using MimeKit;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;
using Turnstone.Client.Orders;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.EndToEnd.Databases;
using Turnstone.EndToEnd.Migration;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.EndToEnd.Serve;

/// <summary>The whole work of an operator over REST alone: from a fresh server to a migrated company of fifty.</summary>
public abstract class ServedMigrationTests
{
    private const int NewMailEach = 3;
    private const int TrialItems = 10;

    private static readonly SampleProfile Profile = new()
    {
        Until = TimeProvider.System.GetUtcNow(),
        MessagesPerMailbox = 60,
        LargeMessageBytes = 6_000_000,
    };

    // The first has the oddly named folders and the one message that the new server does not take at first.
    private static readonly IReadOnlyList<SamplePerson> People =
        [.. SampleCompany.People, .. Enumerable.Range(1, 44).Select(number => new SamplePerson($"Colleague {number}", $"colleague{number:00}@old.example", "en-GB"))];

    private bool _takesLargeMail;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FiftyMailboxes_FromTheSetUpLinkToTheStatistics()
    {
        await using var world = await ServedWorld.StartAsync(
            People, await DatabaseAsync(), exchange: Configure, arguments: ["--licensing", "metered", "--licence-price", "15.00 USD"]);
        await LoadAsync(world.Servers);
        var check = await world.Client.ValidateProjectAsync(world.Project.Id, Cancel);
        Assert.True(check.AtFault is null, check.Error);

        await VerifyAsync(world);
        await TryAsync(world);
        await LicenseAsync(world);
        await DeliverAsync(world.Servers, wave: 1);
        await PreStageAsync(world);
        await DeliverAsync(world.Servers, wave: 2);
        await FullAsync(world);
        await RetryAsync(world);

        await world.AssertAllMovedAsync();
        await AssertLicencesAsync(world, available: 100 - People.Count, used: People.Count);
        await StatisticsAsync(world);
        await MailStatisticsAsync(world);
    }

    private protected abstract Task<string?> DatabaseAsync();

    private static async Task VerifyAsync(ServedWorld world)
    {
        var verified = await world.RunAsync(PassKind.Verify);

        Assert.Equal(People.Count, verified.Count);
        Assert.All(verified, pass => Assert.Equal((PassState.Completed, null), (pass.State, pass.Failure)));
        Assert.Equal(0, await CountNewAsync(world));
    }

    private static async Task TryAsync(ServedWorld world)
    {
        var tried = await world.RunAsync(PassKind.Trial);

        Assert.All(tried, pass =>
        {
            Assert.Equal((PassState.Completed, null), (pass.State, pass.Failure));
            AssertAddsUp(pass);
        });
        foreach (var folder in (await world.Servers.ReadNewAsync(People[1])).Where(folder => folder.Items.Count > 0))
        {
            Assert.InRange(folder.Items.Count, 1, TrialItems);
        }
    }

    /// <summary>What came before was free. Now licences are ordered, paid by transfer, and applied to the people, who come as a list.</summary>
    private static async Task LicenseAsync(ServedWorld world)
    {
        var refused = await world.Client.SubmitPassesAsync(world.Project.Id, new PassDraft { Kind = PassKind.PreStage }, Cancel);
        Assert.Equal((0, People.Count), (refused.Submitted, refused.Refused.Count(mailbox => mailbox.Code == "licence/needed")));

        var billing = new BillingAddress { Name = "Moves Ltd", Street = "1 Main Street", PostalCode = "50667", City = "Cologne", Country = "Germany" };
        var order = await world.Client.AddOrderAsync(new OrderDraft { Quantity = 100, Billing = billing }, Cancel);
        await world.Client.PlaceOrderAsync(order.Id, new PlaceDraft { Method = PaymentMethod.Wire }, Cancel);
        Assert.Equal(0, (await world.Client.GetLicencesAsync(Cancel)).Available);
        Assert.Equal(OrderState.Paid, (await world.Client.AcceptOrderAsync(order.Id, Cancel)).State);

        var list = "Primary Email Address,Display Name\n" + string.Concat(People.Select(person => $"{person.Address},{person.Name}\n"));
        var import = await world.Client.ImportCustomerUsersAsync(world.Customer.Id, new MemoryStream(Encoding.UTF8.GetBytes(list)), cancellationToken: Cancel);
        Assert.Equal((People.Count, 0), (import.Added, import.Faults.Count));
        await world.Client.ApplyLicencesAsync(world.Customer.Id, new CustomerUserSelection { Filter = new CustomerUserFilter() }, Cancel);
        await AssertLicencesAsync(world, available: 100 - People.Count, used: 0);
    }

    private static async Task AssertLicencesAsync(ServedWorld world, int available, int used)
    {
        var licences = await world.Client.GetLicencesAsync(Cancel);
        Assert.Equal((available, used, 0), (licences.Available, licences.Used, licences.Reserved));
    }

    private static async Task PreStageAsync(ServedWorld world)
    {
        var staged = await world.RunAsync(PassKind.PreStage);

        Assert.All(staged, pass =>
        {
            Assert.Equal((PassState.Completed, null), (pass.State, pass.Failure));
            AssertAddsUp(pass);
            Assert.True(pass.Progress.Skipped >= NewMailEach, "Mail of the last ninety days is left for later.");
        });
    }

    private static async Task FullAsync(ServedWorld world)
    {
        var moved = await world.RunAsync(PassKind.Full);

        Assert.All(moved, AssertAddsUp);
        var faulty = Assert.Single(moved, pass => pass.State != PassState.Completed);
        Assert.Equal((People[0].Address, PassState.CompletedWithErrors), (faulty.Mailbox, faulty.State));
        var error = Assert.Single((await world.Client.ListItemErrorsAsync(faulty.Id, cancellationToken: Cancel)).Items, item => item.Outcome == "failed");
        Assert.Equal(("Large", "destination/item-too-large"), (error.Folder, error.Code));
        Assert.NotEmpty(error.Remedy);
    }

    private async Task RetryAsync(ServedWorld world)
    {
        _takesLargeMail = true;
        await world.Servers.RestartExchangeAsync();
        await world.PointToExchangeAsync();
        var submission = await world.Client.SubmitPassesAsync(world.Project.Id, new PassDraft { Kind = PassKind.Retry }, Cancel);
        Assert.Equal((1, People.Count - 1), (submission.Submitted, submission.Refused.Count));
        Assert.All(submission.Refused, refused => Assert.NotEmpty(refused.Message));

        var retried = Assert.Single(await world.WaitAsync(), pass => pass.Kind == PassKind.Retry);

        Assert.Equal((PassState.Completed, 1, 0), (retried.State, retried.Progress.Copied, retried.Progress.Failed));
    }

    private static async Task StatisticsAsync(ServedWorld world)
    {
        var statistics = await world.Client.GetStatisticsAsync(world.Project.Id, Cancel);
        Assert.Equal(People.Count, statistics.Count);
        Assert.All(statistics, mailbox => Assert.Equal((0, PassState.Completed), (mailbox.ItemErrors, mailbox.LastState)));
        Assert.Equal(5, statistics.Single(mailbox => mailbox.Source == People[0].Address).Passes);
        using var file = new MemoryStream();
        await world.Client.WriteStatisticsAsync(world.Project.Id, file, Cancel);
        Assert.Equal(People.Count + 1, Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task MailStatisticsAsync(ServedWorld world)
    {
        using var file = new MemoryStream();
        await world.Client.WriteStatisticsAsync(world.Project.Id, file, Cancel);
        var asked = await world.Client.MailStatisticsAsync(world.Project.Id, Cancel);
        ReceivedMail mail;
        do
        {
            mail = await world.Mails.NextAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        }
        while (mail.Message.Subject != $"Statistics of {world.Project.Name}");

        using var attached = new MemoryStream();
        await Assert.IsType<MimePart>(Assert.Single(mail.Message.Attachments), exactMatch: false).Content!.DecodeToAsync(attached, Cancel);
        Assert.Equal(asked.Recipient, Assert.Single(mail.Recipients));
        Assert.Contains($"Mailboxes: {People.Count}", mail.Text, StringComparison.Ordinal);
        Assert.Equal(file.ToArray(), attached.ToArray());
    }

    private static void AssertAddsUp(PassInfo pass) =>
        Assert.Equal(pass.Progress.Found, pass.Progress.Copied + pass.Progress.AlreadyThere + pass.Progress.Skipped + pass.Progress.Failed);

    private static async Task<int> CountNewAsync(ServedWorld world)
    {
        using var mailbox = world.Servers.OpenNew(People[0]);
        return await mailbox.CountAsync(Cancel);
    }

    private static async Task LoadAsync(MigrationWorld servers)
    {
        await MailLoader.LoadAsync(servers.Dovecot, [.. SampleCompany.Mailboxes(Profile)], Cancel);
        var old = Profile with { Until = Profile.Until.AddDays(-200) };
        foreach (var person in People.Skip(SampleCompany.People.Count))
        {
            await MailLoader.DeliverAsync(servers.Dovecot, MigrationWorld.OldAccount(person), SampleCompany.NewMail(person, 20, 0, old), Cancel);
        }
    }

    private static async Task DeliverAsync(MigrationWorld servers, int wave)
    {
        foreach (var person in People)
        {
            var mail = SampleCompany.NewMail(person, NewMailEach, wave, Profile with { Until = TimeProvider.System.GetUtcNow() });
            await MailLoader.DeliverAsync(servers.Dovecot, MigrationWorld.OldAccount(person), mail, Cancel);
        }
    }

    private ExchangeServerOptions Configure(ExchangeServerOptions options, string folder) => options with
    {
        DataFolder = Path.Combine(folder, "exchange"),
        Limits = _takesLargeMail ? options.Limits : options.Limits with { MaxMessageBytes = 5_500_000 },
    };
}

/// <summary>On the embedded database.</summary>
public sealed class ServedMigrationOnSqliteTests : ServedMigrationTests
{
    private protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class ServedMigrationOnPostgresTests(PostgresHost host) : ServedMigrationTests, IClassFixture<PostgresHost>
{
    private protected override async Task<string?> DatabaseAsync() => await host.MakeDatabaseAsync(Cancel);
}
