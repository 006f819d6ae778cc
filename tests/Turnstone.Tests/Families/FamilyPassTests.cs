using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Turnstone.Testing.Imap.Families;
using Xunit;

namespace Turnstone.Tests.Families;

/// <summary>Whole passes against each family of servers.</summary>
public class FamilyPassTests
{
    public static TheoryData<FamilyCharacter> Families => [.. ServerFamilies.All.Select(family => new TheoryDataRow<FamilyCharacter>(family) { Label = family.Name })];

    [Theory]
    [MemberData(nameof(Families))]
    public async Task EveryMessage_ArrivesOnce_AndNothingIsAskedTwice(FamilyCharacter family)
    {
        var separator = family.Separator.Trim('"')[^1];
        await using var world = new FamilyWorld(
            family,
            FamilyWorld.Filled(new FamilyFolder("INBOX"), 23),
            FamilyWorld.Filled(new FamilyFolder(family.Prefix + "Sent", @"\HasNoChildren"), 5, first: 100),
            new FamilyFolder(family.Prefix + "Projects", @"\Noselect \HasChildren"),
            FamilyWorld.Filled(new FamilyFolder($"{family.Prefix}Projects{separator}2019"), 9, first: 200),
            new FamilyFolder(family.Prefix + "Empty"));

        var first = await world.RunAsync(new PassOptions { Verification = VerificationMode.Full });
        var second = await world.RunAsync();

        Assert.Null(first.Failure);
        Assert.Equal((PassStatus.Completed, 37L, 37L), (first.Status, first.Totals.Found, first.Totals.Copied));
        Assert.Equal((37L, 37L), (second.Totals.Found, second.Totals.AlreadyThere));
        Assert.Equal((37L, 0L), (first.Verification.Compared, first.Verification.Different));
        world.AssertAllThereOnce();
        Assert.All(world.Server.Folders.SelectMany(folder => folder.Messages), message => Assert.False(message.IsSeen));
    }
}
