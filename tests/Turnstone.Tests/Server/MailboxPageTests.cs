using System.Globalization;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Server.Components;
using Turnstone.Server.Mailboxes;
using Turnstone.Server.Passes;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>What the page of a mailbox makes of what it is told.</summary>
public sealed class MailboxPageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void PlanTree_StandsAsTheSourceDoes_WithParentsThatItDoesNotList()
    {
        var tree = new PlanTree(
        [
            Folder(["INBOX"], ["Inbox"]) with { Items = 1200 },
            Folder(["Work", "Old", "2019"], ["Work", "Old", "2019"]),
            Folder(["Work"], ["Work"]),
            Folder(["Work", "2020 "], ["Work", "2020"]) with { Renamed = "blanks at its ends removed" },
        ]);

        Assert.Equal(["INBOX", "Work"], tree.Nodes.Select(node => node.Text));
        Assert.Equal(["Old", "2020 "], tree.Nodes[1].Children.Select(node => node.Text));
        Assert.Equal(["Work"], tree.Find(tree.Nodes[1].Key)!.Source);
        Assert.Null(tree.Find(tree.Nodes[1].Children[0].Key));
        Assert.Equal("to Work/Old/2019", tree.Nodes[1].Children[0].Children[0].Aside);
        Assert.Equal(("Renamed", Tone.Warn), (tree.Nodes[1].Children[1].Mark, tree.Nodes[1].Children[1].MarkTone));
        Assert.Equal("blanks at its ends removed", Assert.Single(tree.Remarked).Reason);
    }

    [Fact]
    public void TwoFoldersThatLookAlike_AreTwoNodes()
    {
        var tree = new PlanTree([Folder(["Mail"], ["Mail"]), Folder(["Mail"], ["Mail (2)"]) with { Renamed = "numbered" }, Folder(["Mail", "Below"], ["Mail", "Below"])]);

        Assert.Equal(2, tree.Nodes.Count);
        Assert.Equal(2, tree.Nodes.Select(node => node.Key).Distinct().Count());
        Assert.Equal(["to Mail", "to Mail (2)"], tree.Nodes.Select(node => node.Aside));
        Assert.Equal("Below", Assert.Single(tree.Nodes[0].Children).Text);
    }

    [Fact]
    public void Remark_IsTheGravestThereIs()
    {
        var all = Folder(["A"], ["B"]) with { Renamed = "renamed", Joins = ["C"], IsMapped = true, LeftOut = "left out", Failure = new FailureInfo("source/x", "Broken.", "Mend it.") };

        Assert.Equal(("Cannot be opened", "Broken. Mend it.", Tone.Bad), PlanTree.RemarkOf(all));
        Assert.Equal("Left out", PlanTree.RemarkOf(all with { Failure = null })!.Value.Mark);
        Assert.Equal("Renamed", PlanTree.RemarkOf(all with { Failure = null, LeftOut = null })!.Value.Mark);
        Assert.Equal("shares its destination with C", PlanTree.RemarkOf(all with { Failure = null, LeftOut = null, Renamed = null })!.Value.Reason);
        Assert.Equal("Mapped", PlanTree.RemarkOf(all with { Failure = null, LeftOut = null, Renamed = null, Joins = null })!.Value.Mark);
        Assert.Null(PlanTree.RemarkOf(Folder(["A"], ["A"])));
    }

    [Fact]
    public void Rates_AreOfOnePass_AndNothingWhileItWaits()
    {
        var rates = new RateHistory();
        var pass = Pass(PassState.Migrating) with { Started = Noon };
        rates.Take(pass with { Progress = new PassProgressInfo { ItemsPerSecond = 2 } }, Noon);
        rates.Take(pass with { Progress = new PassProgressInfo { ItemsPerSecond = 2, WaitsUntil = Noon.AddMinutes(1) } }, Noon.AddSeconds(5));
        Assert.Equal([120.0, 0.0], rates.Values);
        Assert.Equal((120.0, TimeSpan.FromSeconds(5)), (rates.Highest, rates.Covered));

        rates.Take(pass with { Finished = Noon.AddSeconds(6) }, Noon.AddSeconds(6));
        Assert.Equal(2, rates.Values.Count);
        rates.Take(Pass(PassState.Queued), Noon.AddSeconds(7));
        Assert.Empty(rates.Values);
        Assert.Equal((0.0, TimeSpan.Zero), (rates.Highest, rates.Covered));
    }

    [Fact]
    public void Rates_KeepTheLatest()
    {
        var rates = new RateHistory();
        var pass = Pass(PassState.Migrating) with { Started = Noon };
        for (var second = 0; second < RateHistory.Most + 10; second++)
        {
            rates.Take(pass with { Progress = new PassProgressInfo { ItemsPerSecond = second } }, Noon.AddSeconds(second));
        }

        Assert.Equal((RateHistory.Most, 600.0), (rates.Values.Count, rates.Values[0]));
        Assert.Equal(TimeSpan.FromSeconds(RateHistory.Most - 1), rates.Covered);
    }

    [Theory]
    [InlineData("en-GB", 1_234_567, "1.2 MB")]
    [InlineData("de-DE", 1_234_567, "1,2 MB")]
    [InlineData("en-GB", 999, "999 B")]
    [InlineData("en-GB", 999_600, "1.0 MB")]
    public void Amounts_AreWrittenAsTheReaderDoes(string culture, long bytes, string words) => In(culture, () => Assert.Equal(words, PassText.Bytes(bytes)));

    [Theory]
    [InlineData(7, "7 s")]
    [InlineData(750, "12 min 30 s")]
    [InlineData(11_100, "3 h 5 min")]
    [InlineData(180_000, "2 d 2 h")]
    [InlineData(-1, "0 s")]
    public void Durations_AreSaidInTwoUnits(int seconds, string words) => Assert.Equal(words, PassText.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Progress_IsCountedBeforeItHasAShare()
    {
        var pass = Pass(PassState.Migrating) with { Started = Noon, Progress = new PassProgressInfo { Phase = "Counting" } };
        Assert.Equal((null, "–", "Counting what there is"), (PassText.Share(pass), PassText.Items(pass), PassText.Phase(pass)));

        pass = pass with { Progress = new PassProgressInfo { Phase = "Copying", ItemsTotal = 200, ItemsDone = 50 } };
        Assert.Equal((0.25, "50 of 200", "Copying"), (PassText.Share(pass), PassText.Items(pass), PassText.Phase(pass)));

        // What came meanwhile was not counted.
        Assert.Equal(1, PassText.Share(pass with { Progress = pass.Progress with { ItemsDone = 210 } }));
    }

    [Fact]
    public void EveryPhase_HasWords() =>
        Assert.All(Enum.GetNames<Turnstone.Engine.Transfer.PassPhase>(), phase => Assert.NotEmpty(PassText.Phase(Pass(PassState.Migrating) with { Progress = new PassProgressInfo { Phase = phase } })!));

    [Fact]
    public void FolderRow_SaysTheGravest()
    {
        var folder = new MailboxFolderInfo { Source = "A", Destination = "B", Found = 1, Copied = 1, AlreadyThere = 0, Skipped = 0, Failed = 0, BytesCopied = 1 };
        Assert.Null(FolderRow.Of(folder).Mark);
        Assert.Equal(("Joined", "shares its destination with C"), Words(folder with { Joins = "C" }));
        Assert.Equal(("Renamed", "why"), Words(folder with { Joins = "C", Renamed = "why" }));
        Assert.Equal(("Left out", "a view"), Words(folder with { Renamed = "why", LeftOut = "a view" }));
        Assert.Equal(("Stopped", "Gone."), Words(folder with { LeftOut = "a view", Failure = new FailureInfo("x/y", "Gone.", "") }));
    }

    private static (string?, string) Words(MailboxFolderInfo folder) => (FolderRow.Of(folder).Mark, FolderRow.Of(folder).Reason);

    private static PlannedFolderInfo Folder(IReadOnlyList<string> source, IReadOnlyList<string> destination) => new() { Source = source, Destination = destination };

    private static PassInfo Pass(PassState state) => new()
    {
        Id = Guid.NewGuid(), MailboxId = Guid.NewGuid(), Mailbox = "anna@old.example", Kind = PassKind.Full, State = state, Submitted = Noon, Due = Noon, Progress = new PassProgressInfo(),
    };

    private static void In(string culture, Action deed)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            deed();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
