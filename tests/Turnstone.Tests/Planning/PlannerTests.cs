using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Xunit;

namespace Turnstone.Tests.Planning;

public class PlannerTests
{
    [Fact]
    public void ContainerWhoseFoldersAllGoElsewhere_IsLeftOut()
    {
        var plan = Planner.Plan(
            [
                Folder("[Gmail]") with { HoldsItems = false },
                Folder("Kept") with { HoldsItems = false },
                Folder("Alone") with { HoldsItems = false },
                Folder("[Gmail]/Sent Mail", FolderRole.Sent),
                Folder("[Gmail]/All Mail", FolderRole.All),
                Folder("Kept/Below"),
            ],
            new PassOptions());

        Assert.Equal(["[Gmail]"], plan.Folders.Where(folder => folder.LeftOut is not null).Select(folder => folder.Source.Path.ToString()));
        Assert.Equal("[Gmail]/All Mail", plan.Folders[^1].Source.Path.ToString());
    }

    [Fact]
    public void DeclaredRoles_GoToExchangesOwnFolders_WhateverTheirNames()
    {
        var plan = Plan(
            Folder("INBOX"), Folder("Post raus", FolderRole.Sent), Folder("Kladde", FolderRole.Drafts), Folder("Müll", FolderRole.Trash));

        Assert.Equal(["Inbox", "Sent Items", "Drafts", "Deleted Items"], Destinations(plan));
    }

    [Theory]
    [InlineData("Gesendete Objekte", "Sent Items")]
    [InlineData("Éléments envoyés", "Sent Items")]
    [InlineData("送信済みアイテム", "Sent Items")]
    [InlineData("Entwürfe", "Drafts")]
    [InlineData("Papelera", "Deleted Items")]
    [InlineData("Spam", "Junk Email")]
    public void UndeclaredRoles_AreToldByName(string name, string expected)
    {
        var plan = Plan(Folder("INBOX"), Folder(name));

        Assert.Equal(expected, Destinations(plan)[1]);
    }

    [Fact]
    public void SecondFolderOfARole_StaysAnOrdinaryFolder()
    {
        var plan = Plan(Folder("Sent", FolderRole.Sent), Folder("Sent Messages"));

        Assert.Equal(["Sent Items", "Sent Messages"], Destinations(plan));
    }

    [Fact]
    public void ChildrenOfInbox_StayBelowInbox()
    {
        var plan = Plan(Folder("INBOX"), Folder("INBOX/Projects/2019"));

        Assert.Equal(["Inbox", "Inbox/Projects/2019"], Destinations(plan));
    }

    [Fact]
    public void InboxPrefixOfServer_PutsStandardFoldersInTheirPlace()
    {
        var plan = Plan(Folder("INBOX"), Folder("INBOX/Sent"), Folder("INBOX/Trash"), Folder("INBOX/Trash/2010"));

        Assert.Equal(["Inbox", "Sent Items", "Deleted Items", "Deleted Items/2010"], Destinations(plan));
    }

    [Fact]
    public void Mapping_LiftsChildrenOfInboxToTheTop()
    {
        var plan = Plan(
            new PassOptions { FolderMappings = [FolderMapping.Parse("^INBOX/->")] },
            Folder("INBOX"), Folder("INBOX/Projects"), Folder("INBOX/Sent Items"));

        Assert.Equal(["Inbox", "Projects", "Sent Items"], Destinations(plan).Order());
    }

    [Fact]
    public void NamesThatExchangeHoldsForTheSame_AreNumberedWithTheirChildren_AndSaid()
    {
        var plan = Plan(Folder("Archiv"), Folder("archiv"), Folder("archiv/2001"), Folder("cafe\u0301"), Folder("caf\u00e9"));

        Assert.Equal(["Archiv", "archiv (2)", "archiv (2)/2001", "cafe\u0301", "caf\u00e9 (2)"], Destinations(plan));
        Assert.Contains("became \"archiv (2)\"", plan.Folders[1].Renamed, StringComparison.Ordinal);
        Assert.Null(plan.Folders[2].Renamed);
    }

    [Fact]
    public void OddNames_Arrive_AndEveryChangeIsSaid()
    {
        var long300 = new string('x', 300);
        var plan = Plan(
            Folder("He said \"hi\""), Folder("back\\slash"), Folder("100%*"), Folder(" padded "), Folder("tab\there"), Folder(long300));

        var names = Destinations(plan);
        Assert.Equal(["He said \"hi\"", "back\\slash", "100%*", "padded", "tab_here"], names.Take(5));
        Assert.Equal(FolderNames.LongestName, names[5].Length);
        Assert.All(plan.Folders.Skip(3), f => Assert.NotNull(f.Renamed));
        Assert.All(plan.Folders.Take(3), f => Assert.Null(f.Renamed));
    }

    [Fact]
    public void ShorterLimit_ShortensNames_AndTwoLongOnesStayTwo()
    {
        var plan = Plan(
            new PassOptions { LongestFolderName = 30 }, Folder(new string('x', 40) + "a"), Folder(new string('x', 40) + "b"), Folder(new string('y', 30)));

        Assert.All(Destinations(plan), name => Assert.Equal(30, name.Length));
        Assert.Equal(3, Destinations(plan).Distinct().Count());
        Assert.Equal([true, true, false], plan.Folders.Select(folder => folder.Renamed is not null));
    }

    [Fact]
    public void SlashInsideAName_StaysInTheName()
    {
        var plan = Plan(new SourceFolder { Id = new("a.b/c"), Path = FolderPath.Of("a", "b/c") });

        Assert.Equal(["a", "b/c"], plan.Folders[0].Destination!.Below.Names);
    }

    [Fact]
    public void FilteredAndVirtualFolders_AreLeftOutWithAReason()
    {
        var plan = Plan(
            new PassOptions { FolderFilter = FolderFilter.Parse("^spam") },
            Folder("INBOX"), Folder("Spam"), Folder("All Mail") with { IsVirtual = true });

        Assert.Equal([null, "left out by the folder filter", "a view of messages that live in other folders"], plan.Folders.Select(f => f.LeftOut));
    }

    [Fact]
    public void Order_IsInboxSentThenTheRestAsListed()
    {
        var plan = Plan(Folder("Zoo"), Folder("Drafts", FolderRole.Drafts), Folder("Sent", FolderRole.Sent), Folder("INBOX"), Folder("Alpha"));

        Assert.Equal(["Inbox", "Sent Items", "Zoo", "Drafts", "Alpha"], Destinations(plan));
    }

    private static MailboxPlan Plan(params SourceFolder[] folders) => Plan(new PassOptions(), folders);

    private static MailboxPlan Plan(PassOptions options, params SourceFolder[] folders) => Planner.Plan(folders, options);

    private static SourceFolder Folder(string path, FolderRole role = FolderRole.None) =>
        new() { Id = new(path), Path = FolderPath.Of(path.Split('/')), Role = role };

    private static List<string> Destinations(MailboxPlan plan) => [.. plan.Folders.Select(f => f.Destination!.ToString())];
}
