using Turnstone.EndToEnd.Clients;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>Every pass ends as the contract says, and afterwards clients that nobody here wrote see the old mailbox in the new one.</summary>
public sealed class MainJobTests(MigratedCompany company) : IClassFixture<MigratedCompany>
{
    private const int TrialItems = 10;
    private const long TrialBytes = 5_000_000;

    // DavMail lists them as "A: <b_x003E_ | c?" and "Backslash", then does not find what it listed. exchangelib shows both.
    private static readonly string[] DavMailCannotOpen = ["A: <b> | c?", "Back\\slash"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Trial_CopiesAFewOfEveryFolder()
    {
        Assert.True(company.Trial.Status == 0, company.Trial.Output);
        company.Trial.Report.AssertAddsUp();
        Assert.All(company.Trial.Report.Mailboxes, mailbox =>
        {
            Assert.Equal(("trial", "Completed"), (mailbox.Pass, mailbox.Status));
            Assert.All(mailbox.Folders, folder => Assert.InRange(folder.Copied, 0, TrialItems));

            // The one message in there is larger than a trial may be.
            Assert.All(mailbox.Folders.Where(folder => folder.Found > 0 && folder.Source != "Large"), folder => Assert.NotEqual(0, folder.Copied));
            Assert.InRange(mailbox.Totals.BytesCopied, 1, TrialBytes);
            Assert.Equal(mailbox.Totals.Skipped, mailbox.Items.Count(item => item.Code == "rule/trial-sample"));
        });
    }

    [Fact]
    public void PreStage_LeavesTheLastNinetyDays()
    {
        Assert.True(company.PreStage.Status == 0, company.PreStage.Output);
        company.PreStage.Report.AssertAddsUp();
        Assert.All(company.PreStage.Report.Mailboxes, mailbox =>
        {
            Assert.Equal(("prestage", "Completed"), (mailbox.Pass, mailbox.Status));
            var border = company.PreStage.Report.Started.AddDays(-90);
            var skipped = mailbox.Items.Where(item => item.Outcome == "skipped").ToList();
            Assert.Equal(mailbox.Totals.Skipped, skipped.Count);
            Assert.All(skipped, item => Assert.Equal("rule/too-new", item.Code));
            Assert.All(skipped, item => Assert.True(item.Received >= border.AddMinutes(-1)));
            Assert.True(mailbox.Totals is { Copied: > 0, AlreadyThere: > 0, Skipped: >= MigratedCompany.NewMailEach });
        });
    }

    [Fact]
    public void Full_CopiesTheRest_AndReportsWhatTheServerDoesNotTake()
    {
        Assert.Equal(2, company.Full.Status);
        company.Full.Report.AssertAddsUp();
        var failed = Assert.Single(company.Full.Report.Mailboxes.SelectMany(mailbox => mailbox.Items), item => item.Outcome == "failed");
        Assert.Equal(("Large", "destination/item-too-large"), (failed.Folder, failed.Code));
        Assert.NotEmpty(failed.Message!);
        Assert.NotEmpty(failed.Remedy!);
        Assert.Equal(["Completed with errors", "Completed", "Completed"], company.Full.Report.Mailboxes.Select(mailbox => mailbox.Status));
        Assert.Equal("Investigate", company.Full.Report.Mailboxes[0].Grade);
        Assert.All(company.Full.Report.Mailboxes, mailbox => Assert.Equal(0, mailbox.Totals.Skipped));
    }

    [Fact]
    public void Retry_CopiesWhatHadFailed_OnceTheServerTakesIt()
    {
        // The others had no error to retry, which is refused; the mailbox that had one is done.
        company.Retry.Report.AssertAddsUp();
        var mailbox = company.Retry.Report.Mailboxes[0];
        Assert.Equal(("retry", "Completed"), (mailbox.Pass, mailbox.Status));
        Assert.Equal((1, 0), (mailbox.Totals.Copied, mailbox.Totals.Failed));
    }

    [Fact]
    public void RetryOfNothing_IsRefusedWithTheReason()
    {
        Assert.Equal(3, company.RetryOfNothing.Status);
        Assert.All(company.RetryOfNothing.Report.Mailboxes, mailbox =>
        {
            Assert.Equal(("Failed", "local/retry-refused"), (mailbox.Status, mailbox.Failure?.Code));
            Assert.NotEmpty(mailbox.Failure!.Message);
            Assert.NotEmpty(mailbox.Failure.Remedy);
        });
    }

    [Fact]
    public async Task InTheEnd_EveryMessageIsThereOnce()
    {
        Assert.True(company.SecondFull.Status == 0, company.SecondFull.Output);
        company.SecondFull.Report.AssertAddsUp();
        Assert.All(company.SecondFull.Report.Mailboxes, mailbox => Assert.Equal(mailbox.Totals.Found, mailbox.Totals.AlreadyThere));
        foreach (var person in MigratedCompany.People)
        {
            await company.World.AssertMovedAsync(person, company.SecondFull.Report);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Exchangelib_SeesWhatTheOldServerHas(int person)
    {
        await ExchangelibClient.EnsureAsync(Cancel);
        var login = company.LoginOf(MigratedCompany.People[person]);

        var seen = await ExchangelibClient.ReadAsync(login, impersonate: false, Cancel);

        await AssertSeenAsync(MigratedCompany.People[person], seen, folder => folder.ShownPath);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task DavMail_SeesWhatTheOldServerHas(int person)
    {
        await DavMailClient.EnsureAsync(Cancel);
        var login = company.LoginOf(MigratedCompany.People[person]);
        await using var davMail = await DavMailClient.StartAsync(login.Url, login.AuthorityPath, Cancel);

        var seen = await davMail.ReadAsync(login.Login, login.Password, Cancel);

        await AssertSeenAsync(MigratedCompany.People[person], seen, DavMailPath, DavMailCannotOpen);
    }

    // DavMail calls the well-known folders by IMAP's names.
    private static string DavMailPath(NewFolder folder)
    {
        var names = folder.Path.Split('/', 2);
        var first = names[0] switch
        {
            "Inbox" => "INBOX",
            "Sent Items" => "Sent",
            "Deleted Items" => "Trash",
            "Junk Email" => "Junk",
            var other => other,
        };
        return names.Length == 1 ? first : $"{first}/{names[1]}";
    }

    private async Task AssertSeenAsync(SamplePerson person, IReadOnlyList<SeenFolder> seen, Func<NewFolder, string> nameOf, params string[] notOpened)
    {
        var report = company.SecondFull.Report.Mailboxes.Single(mailbox => mailbox.Source == person.Address);
        var old = (await company.World.ReadOldAsync(person)).ToDictionary(folder => folder.Path);
        var names = (await company.World.ReadNewAsync(person)).ToDictionary(folder => folder.Path, nameOf);
        foreach (var pair in report.Folders.Where(folder => folder.Destination is not null && old.ContainsKey(folder.Source)))
        {
            if (notOpened.Contains(pair.Source))
            {
                continue;
            }

            var folder = Assert.Single(seen, candidate => candidate.FullName == names[pair.Destination!]);
            Assert.Null(folder.Refusal);
            Assert.Equal(old[pair.Source].Items.Count, folder.Count);
            MovedMail.AssertSameLines(
                folder.FullName,
                old[pair.Source].Items.Select(item => Line(item.Received, item.IsRead, item.IsFlagged, item.Subject)),
                folder.Items.Select(item => Line(item.Received!.Value, item.IsRead, item.IsFlagged, item.Subject)));
        }
    }

    private static string Line(DateTimeOffset received, bool isRead, bool isFlagged, string subject) =>
        $"{received.ToUniversalTime():u} {(isRead ? "read" : "unread")} {(isFlagged ? "flagged" : "plain")} {subject}";
}
