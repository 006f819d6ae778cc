using System.Text;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Turnstone.Testing.Imap.Families;
using Xunit;

namespace Turnstone.Tests.Families;

/// <summary>Servers that do not hand a message out, or do so in their own way.</summary>
public class FamilyContentTests
{
    private const uint Bad = 8;
    private static readonly FamilyCharacter Plain = new("plain");

    [Theory]
    [InlineData("$ NO cannot convert mailbox")]
    [InlineData("$ NO [SERVERBUG] Internal error")]
    [InlineData("$ BAD Command Argument Error. 11")]
    public async Task OneOfASetRefusedForGood_FailsAloneWithTheServersWords(string refusal)
    {
        await using var world = new FamilyWorld(Plain with { Refuses = message => message.Uid == Bad ? refusal : null });

        var report = await world.RunAsync();

        Assert.Null(report.Failure);
        Assert.Equal((PassStatus.CompletedWithErrors, 12L, 11L, 1L), (report.Status, report.Totals.Found, report.Totals.Copied, report.Totals.Failed));
        var note = Assert.Single(await world.NotesAsync(), note => note.Outcome == ItemOutcome.Failed);
        Assert.Equal((Bad, FailureCodes.SourceItemUnreadable), (note.Uid, note.Code));
        Assert.Contains(refusal[2..], note.Message, StringComparison.Ordinal);
        Assert.Empty(world.Server.Forbidden);
    }

    [Theory]
    [InlineData("$ NO try later", 4)]
    [InlineData("$ BAD busy", 1)]
    public async Task OneOfASetRefusedForAWhile_Arrives(string refusal, int times)
    {
        await using var world = new FamilyWorld(Plain with { Refuses = message => message.Uid == Bad && message.Asked <= times ? refusal : null });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task EveryOneRefused_FailsEachAndNothingElse()
    {
        await using var world = new FamilyWorld(Plain with { Refuses = _ => "$ NO out of order" });

        var report = await world.RunAsync();

        Assert.Equal((12L, 0L, 12L), (report.Totals.Found, report.Totals.Copied, report.Totals.Failed));
        Assert.Empty(world.Destination.Deliveries);
    }

    [Theory]
    [InlineData("BODY[] NIL")]
    [InlineData("BODY[] \"\"")]
    [InlineData("BODY[] {0}\r\n")]
    [InlineData("BODY[]")]
    [InlineData("BODY[] (nonsense) {")]
    [InlineData("FLAGS ()")]
    [InlineData(null)]
    public async Task NothingInPlaceOfAContent_IsAFailedItemAndNoEmptyMessage(string? content)
    {
        await using var world = new FamilyWorld(Plain with { Content = message => message.Uid == Bad ? content : Literal(message) });

        var report = await world.RunAsync();

        Assert.Equal((12L, 11L, 1L), (report.Totals.Found, report.Totals.Copied, report.Totals.Failed));
        Assert.DoesNotContain(world.Destination.Deliveries, delivery => delivery.Content.Length == 0);
        Assert.Equal(Bad, Assert.Single(await world.NotesAsync(), note => note.Outcome == ItemOutcome.Failed).Uid);
    }

    [Theory]
    [InlineData("BODY[] NIL")]
    [InlineData("BODY[]")]
    [InlineData(null)]
    public async Task NothingInPlaceOfAContentOnce_IsAskedForAgain(string? content)
    {
        await using var world = new FamilyWorld(Plain with { Content = message => message.Asked == 1 ? content : Literal(message) });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Theory]
    [InlineData("BODY.PEEK[]")]
    [InlineData("body[]")]
    [InlineData("RFC822")]
    public async Task ContentUnderAnotherName_IsTaken(string name)
    {
        await using var world = new FamilyWorld(Plain with { Content = message => $"{name} {FamilyText.Literal(message)}" });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task LiteralForBinary_IsTaken()
    {
        await using var world = new FamilyWorld(Plain with { Content = message => $"BODY[] ~{FamilyText.Literal(message)}" });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task ContentBeforeTheUid_InParentheses_WithFlagsBehind_IsTaken()
    {
        await using var world = new FamilyWorld(Plain with { Arrange = pairs => $"(({string.Join(") (", pairs.Reverse())}) FLAGS (\\Seen))" });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task QuotedContent_IsTakenByteForByte()
    {
        var inbox = new FamilyFolder("INBOX").Add(new SeedMessage(Encoding.Latin1.GetBytes(@"Subject: a ""short"" \one\\ {5} (")));
        await using var world = new FamilyWorld(Plain with { Content = message => $"BODY[] {FamilyText.Quoted(message)}" }, inbox);

        await world.AssertCopiedAsync(1);

        world.AssertAllThereOnce();
    }

    [Theory]
    [InlineData(-40)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task LengthThatIsNotTheContents_FailsThatMessageAndMixesNone(int tooLong)
    {
        await using var world = new FamilyWorld(Plain with
        {
            Content = message => message.Uid != Bad ? Literal(message)
                : FormattableString.Invariant($"BODY[] {{{message.Seed.Content.Length + tooLong}}}\r\n{FamilyText.Of(message)}"),
        });

        var report = await world.RunAsync();

        Assert.Equal((12L, 11L, 1L), (report.Totals.Found, report.Totals.Copied, report.Totals.Failed));
        var sent = world.Server.Folders[0].Messages.Where(message => message.Uid != Bad).Select(FamilyText.Of);
        Assert.Equal(sent.Order(StringComparer.Ordinal), world.Destination.Deliveries.Select(delivery => Encoding.Latin1.GetString(delivery.Content.Span)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EmptyMessage_IsCopiedAsWhatItIs()
    {
        var inbox = FamilyWorld.Filled(new FamilyFolder("INBOX"), 3).Add(new SeedMessage(ReadOnlyMemory<byte>.Empty));
        await using var world = new FamilyWorld(Plain, inbox);

        await world.AssertCopiedAsync(4);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task EveryMessageTwiceInAnAnswer_ArrivesOnce()
    {
        await using var world = new FamilyWorld(Plain with
        {
            Aside = (folder, command) => command.ReadsContent ? folder.Messages.Select((message, index) => FormattableString.Invariant($"* {index + 1} FETCH (UID {message.Uid} {Literal(message)})")) : [],
        });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task ServerThatSetsSeenInSpiteOfPeek_IsReadAllTheSame()
    {
        await using var world = new FamilyWorld(Plain with { SetsSeen = true });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    private static string Literal(FamilyMessage message) => $"BODY[] {FamilyText.Literal(message)}";
}
