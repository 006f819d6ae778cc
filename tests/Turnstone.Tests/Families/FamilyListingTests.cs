using System.Globalization;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Turnstone.Testing.Imap.Families;
using Xunit;

namespace Turnstone.Tests.Families;

/// <summary>Servers that say odd things of what a folder holds.</summary>
public class FamilyListingTests
{
    private static readonly FamilyCharacter Plain = new("plain");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("7.00")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999999")]
    [InlineData("NIL")]
    [InlineData("unknown")]
    [InlineData("")]
    [InlineData(null)]
    public async Task SizeThatIsWrong_OrNone_LosesNothing(string? size)
    {
        await using var world = new FamilyWorld(Plain with { Size = _ => size });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Theory]
    [InlineData("\"00-Jan-0000 00:00:00 +0000\"")]
    [InlineData("\"31-Feb-2019 25:61:61 +9900\"")]
    [InlineData("\"\"")]
    [InlineData("NIL")]
    [InlineData("yesterday")]
    [InlineData(null)]
    public async Task DateThatIsNone_IsReplacedAndToldSo(string? date)
    {
        await using var world = new FamilyWorld(Plain with { Date = _ => date });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
        Assert.All(world.Destination.Deliveries, delivery => Assert.Equal(new DateTimeOffset(2020, 5, 17, 8, 30, 15, TimeSpan.Zero), delivery.Item.Received));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("* OK [UIDNEXT 0] next")]
    [InlineData("* OK [UIDNEXT 1] next")]
    [InlineData("* OK [UIDNEXT 6] next")]
    [InlineData("* OK [UIDNEXT 4294967295] next")]
    public async Task UidNextThatIsMissing_BehindOrFarAhead_LosesNothing(string? line)
    {
        await using var world = new FamilyWorld(Plain with
        {
            Opening = folder => line is null ? [FamilyCharacter.UidValidity(folder)] : [FamilyCharacter.UidValidity(folder), line],
        });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task StarThatMeansNothing_IsDoneWithout()
    {
        await using var world = new FamilyWorld(Plain with
        {
            Opening = folder => [FamilyCharacter.UidValidity(folder)],
            Instead = command => command.Verb == "UID FETCH" && command.Arguments.StartsWith('*') ? ["$ BAD Invalid messageset"] : null,
        });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task NoUidValidity_FailsThatFolderWithTheCause_AndTheOthersArrive()
    {
        var inbox = FamilyWorld.Filled(new FamilyFolder("INBOX"), 5);
        var sent = FamilyWorld.Filled(new FamilyFolder("Sent"), 4, first: 50);
        await using var world = new FamilyWorld(
            Plain with { Opening = folder => folder.Name == "Sent" ? [FamilyCharacter.UidNext(folder)] : [FamilyCharacter.UidValidity(folder)] }, inbox, sent);

        var report = await world.RunAsync();

        Assert.NotEqual(PassStatus.Completed, report.Status);
        var failure = Assert.Single(report.Folders, folder => folder.Failure is not null).Failure!;
        Assert.Equal(FailureCodes.SourceFolderUnavailable, failure.Code);
        Assert.Contains("UIDVALIDITY", failure.Message, StringComparison.Ordinal);
        world.AssertAllThereOnce(inbox);
    }

    [Theory]
    [InlineData("* 1 FETCH (FLAGS (\\Seen))")]
    [InlineData("* 0 FETCH (FLAGS (\\Seen))")]
    [InlineData("* 0 FETCH (UID 0 FLAGS ())")]
    [InlineData("* 99 FETCH (UID 8 FLAGS ())")]
    [InlineData("* 99 FETCH (UID 4000 FLAGS () INTERNALDATE \"17-May-2020 08:30:15 +0000\" RFC822.SIZE 5)")]
    [InlineData("* FETCH")]
    [InlineData("* 3 FETCH ()")]
    [InlineData("* 3 FETCH (UID")]
    [InlineData("* 3 FETCH ((((")]
    [InlineData("* SEARCH 1 2 3")]
    [InlineData("* 12 EXISTS")]
    [InlineData("* 0 RECENT")]
    [InlineData("* OK [HIGHESTMODSEQ 0] so")]
    [InlineData("* NO something is the matter {12}")]
    [InlineData("* LIST () \"/\" \"INBOX\"")]
    [InlineData("* CAPABILITY IMAP4rev1")]
    [InlineData("* VANISHED (EARLIER) 1:3")]
    [InlineData("* FLAGS (\\Seen)")]
    [InlineData("* X-WHATEVER \"unfinished")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task LinesNobodyAskedFor_ChangeNothing(string line)
    {
        await using var world = new FamilyWorld(Plain with { Aside = (_, _) => [line] });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task MessageBeyondTheFoldersEnd_IsSkippedAsOneThatIsGone()
    {
        await using var world = new FamilyWorld(Plain with { Aside = (_, _) => ["* 99 FETCH (UID 5 FLAGS ())"] });

        var report = await world.RunAsync();

        Assert.Equal((PassStatus.Completed, 13L, 12L, 1L), (report.Status, report.Totals.Found, report.Totals.Copied, report.Totals.Skipped));
        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task ItemsInAnyOrder_InParenthesesOfTheirOwn_AndWithOthersBetween_AreRead()
    {
        await using var world = new FamilyWorld(Plain with
        {
            Arrange = pairs => $"(({string.Join(") (", pairs.Reverse())}) MODSEQ (-1) X-ODD \"(\" X-LIST (1 (NIL \"a b\") \")\") SAVEDATE NIL)",
        });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task FlagsNobodyKnows_AreNoTrouble()
    {
        await using var world = new FamilyWorld(Plain with { Flags = _ => @"(\Seen \Recent \*  \XAOL-SPAM %odd "" $Label1 \)" });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task ServerThatBringsSoManyAndNoMore_IsAskedForTheRest(int most)
    {
        await using var world = new FamilyWorld(Plain with { MostAtOnce = most });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task ItemsThatAreCounted_AndNeverListed_FailTheFolderWithTheCause()
    {
        await using var world = new FamilyWorld(Plain with
        {
            Arrange = pairs => pairs.Contains("UID 8") ? "(FLAGS ())" : $"({string.Join(' ', pairs)})",
        });

        var report = await world.RunAsync();

        Assert.NotEqual(PassStatus.Completed, report.Status);
        Assert.Equal(FailureCodes.SourceListIncomplete, Assert.Single(report.Folders).Failure!.Code);
        Assert.Equal(11, world.Destination.Deliveries.Count);
    }

    [Fact]
    public async Task MailThatComesAndGoesWhileTheFolderIsRead_IsAccountedFor()
    {
        var inbox = FamilyWorld.Filled(new FamilyFolder("INBOX"), 12);
        await using var world = new FamilyWorld(
            Plain with
            {
                Aside = (folder, command) =>
                {
                    if (!command.ReadsContent || folder.Messages.Count != 12)
                    {
                        return [];
                    }

                    var gone = folder.Expunge(1);
                    folder.Add(SeedMessage.Plain(900));
                    folder.Add(SeedMessage.Plain(901));
                    return [string.Create(CultureInfo.InvariantCulture, $"* {gone} EXPUNGE"), "* 13 EXISTS", "* 2 RECENT"];
                },
            },
            inbox);

        var first = await world.RunAsync();
        var second = await world.RunAsync();

        Assert.Null(first.Failure);
        Assert.Equal((PassStatus.Completed, 13L), (second.Status, second.Totals.Found));
        Assert.Equal(14, world.Destination.Deliveries.Select(delivery => delivery.Item.ContentKey).Distinct().Count());
        Assert.Equal(14, world.Destination.Deliveries.Count);
    }
}
