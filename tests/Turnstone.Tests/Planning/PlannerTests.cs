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
    public void NamesThatHaveNoNormalForm_CostTheirFoldersAnotherName_AndNobodyElse()
    {
        var plan = Plan(Folder("INBOX"), Folder("\ufffe"), Folder("Sent\ufffe"), Folder("half \ud83d"));

        Assert.Equal(["Inbox", "_", "Sent_", "half _"], Destinations(plan));
        Assert.All(plan.Folders.Skip(1), f => Assert.NotNull(f.Renamed));
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
    public void OrderOfTheListing_ChangesNoName()
    {
        SourceFolder[] folders =
        [
            Folder("INBOX"), Folder("b"), Folder("B"), Folder("b (2)"), Folder("B/x"), Folder("b/x"), Folder(" pad"), Folder("pad"), Folder("Sent"), Folder("Sent Items"),
        ];

        var forward = Plan(folders);
        var backward = Plan([.. folders.Reverse()]);

        Assert.Equal(PlaceById(forward), PlaceById(backward));
        Assert.Equal("pad", PlaceById(forward)["pad"]);
        Assert.Equal("pad (2)", PlaceById(forward)[" pad"]);
        Assert.Equal(folders.Length, forward.Folders.Select(f => $"{f.Destination!.Anchor}:{f.Destination}").Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void NameThatWasGiven_StaysItsFolders_WhateverComesLater()
    {
        var first = Plan(Folder("INBOX"), Folder("archiv"), Folder("archiv/2001"), Folder("Post", FolderRole.Sent));
        var places = first.Folders.ToDictionary(f => f.Source.Id, f => f.Destination!);

        var later = Planner.Plan(
            [
                Folder("INBOX"), Folder("ARCHIV"), Folder("Archiv"), Folder("Archiv/2001"), Folder("archiv"), Folder("archiv/2001"), Folder("archiv/2002"),
                Folder("Sent", FolderRole.Sent), Folder("Post"),
            ],
            new PassOptions(),
            places);

        var byId = PlaceById(later);
        Assert.Equal(("archiv", "archiv/2001", "archiv/2002", "Sent Items"), (byId["archiv"], byId["archiv/2001"], byId["archiv/2002"], byId["Post"]));
        Assert.Equal(("ARCHIV (2)", "Archiv (3)", "Archiv (3)/2001", "Sent"), (byId["ARCHIV"], byId["Archiv"], byId["Archiv/2001"], byId["Sent"]));
    }

    [Fact]
    public void NumberThatWasGiven_IsSaidAgain_AndStays()
    {
        var places = new Dictionary<SourceFolderId, DestinationPath> { [new("Kalender")] = new(FolderRole.None, FolderPath.Of("Kalender (2)")) };

        var plan = Planner.Plan([Folder("INBOX"), Folder("Kalender"), Folder("Kalender/Alt"), Folder("Kalender (2)")], new PassOptions(), places);

        Assert.Equal(["Inbox", "Kalender (2)", "Kalender (2)/Alt", "Kalender (2) (2)"], Destinations(plan));
        Assert.Contains("earlier pass", plan.Folders[1].Renamed, StringComparison.Ordinal);
    }

    [Fact]
    public void FoldersThatReadTheSame_GetPlacesOfTheirOwn_AndKeepThem()
    {
        SourceFolder[] folders = [Folder("INBOX"), .. new[] { "M1", "M2", "M3" }.Select(id => new SourceFolder { Id = new(id), Path = FolderPath.Of("Müll") })];

        var first = Plan(folders);
        var second = Planner.Plan(folders, new PassOptions(), first.Folders.ToDictionary(f => f.Source.Id, f => f.Destination!));

        Assert.Equal(["Inbox", "Müll", "Müll (2)", "Müll (3)"], Destinations(first));
        Assert.Equal(Destinations(first), Destinations(second));
        Assert.All(first.Folders.Skip(2), f => Assert.NotNull(f.Renamed));
    }

    [Fact]
    public void ParentThatIsNotListed_IsRenamedInTheLineOfItsChild()
    {
        var plan = Plan(Folder("INBOX"), Folder(" pad /x"));

        Assert.Equal("pad/x", Destinations(plan)[1]);
        Assert.Contains("\" pad \" became \"pad\"", plan.Folders[1].Renamed, StringComparison.Ordinal);
    }

    [Fact]
    public void FortyLevelsAndEmoji_ArriveAsTheyAre()
    {
        var deep = string.Join('/', Enumerable.Range(1, 40).Select(level => $"level {level}"));
        var plan = Plan(Folder(deep), Folder("\ud83d\udc69\u200d\ud83d\ude80 Reise"));

        Assert.Equal([deep, "\ud83d\udc69\u200d\ud83d\ude80 Reise"], Destinations(plan));
        Assert.All(plan.Folders, f => Assert.Null(f.Renamed));
    }

    [Fact]
    public void NamesThatCollideOnlyWhenShortened_AreTwo()
    {
        var plan = Plan(Folder(new string('x', 300) + "a"), Folder(new string('x', 300) + "b"), Folder(new string('y', 248) + "\ud83d\ude00\ud83d\ude00"));

        Assert.Equal(3, Destinations(plan).Distinct().Count());
        Assert.All(plan.Folders, f => Assert.NotNull(f.Renamed));
        Assert.All(Destinations(plan), name => Assert.False(char.IsHighSurrogate(name[^10])));
    }

    [Fact]
    public void InboxWithinTheInbox_IsAnOrdinaryFolder()
    {
        var plan = Plan(Folder("INBOX"), Folder("INBOX/INBOX"), Folder("INBOX/INBOX/Sub"));

        Assert.Equal(["Inbox", "Inbox/INBOX", "Inbox/INBOX/Sub"], Destinations(plan));
    }

    [Fact]
    public void OthersFolders_AreLeftOutWithTheReason_AndTakeNoRole()
    {
        var plan = Plan(
            Folder("INBOX"), Folder("user/bert") with { Owner = FolderOwner.OtherUser }, Folder("Public") with { Owner = FolderOwner.Shared, Role = FolderRole.Sent }, Folder("Raus", FolderRole.Sent));

        Assert.Contains("another user's", plan.Folders.Single(f => f.Source.Id.Value == "user/bert").LeftOut, StringComparison.Ordinal);
        Assert.Contains("shared", plan.Folders.Single(f => f.Source.Id.Value == "Public").LeftOut, StringComparison.Ordinal);
        Assert.Equal("Sent Items", plan.Folders.Single(f => f.Source.Id.Value == "Raus").Destination!.ToString());
    }

    [Fact]
    public void AssumptionAboutAName_IsSaid()
    {
        var plan = Plan(Folder("Entwurf") with { NameRemark = "read as windows-1252" });

        Assert.Equal("read as windows-1252", plan.Folders[0].Renamed);
    }

    [Theory]
    [InlineData("^Alt->Neu", "Alt/x", "Neu/x")]
    [InlineData("^alt$->Neu", "Alt/x", "Alt/x")]
    [InlineData("^INBOX/->", "INBOX/Sent/2010", "Sent Items/2010")]
    [InlineData("^->Alles/", "Alt", "Alles/Alt")]
    [InlineData("Alt->$1", "Alt", "$1")]
    [InlineData("^.*$->", "Alt", "Alt")]
    public void Mapping_ReplacesWhatItMatches(string mapping, string path, string expected)
    {
        var plan = Plan(new PassOptions { FolderMappings = [FolderMapping.Parse(mapping)] }, Folder(path));

        Assert.Equal(expected, Destinations(plan)[0]);
    }

    [Fact]
    public void MappedFolder_JoinsTheOneThatIsThere_WhateverItsCaseAndTurn()
    {
        var plan = Plan(
            new PassOptions { FolderMappings = [FolderMapping.Parse("^INBOX/->")] },
            Folder("INBOX"), Folder("INBOX/projects"), Folder("INBOX/projects/a"), Folder("Projects"), Folder("Projects/b"));

        var byId = PlaceById(plan);
        Assert.Equal(("Projects", "Projects/a", "Projects", "Projects/b"), (byId["INBOX/projects"], byId["INBOX/projects/a"], byId["Projects"], byId["Projects/b"]));
    }

    [Fact]
    public void SlashWithinAName_StaysInIt_WhenAMappingMovesItsParent()
    {
        var plan = Plan(
            new PassOptions { FolderMappings = [FolderMapping.Parse("^INBOX/->")] },
            new SourceFolder { Id = new("INBOX.a/b"), Path = FolderPath.Of("INBOX", "a/b") });

        Assert.Equal(["a/b"], plan.Folders[0].Destination!.Below.Names);
    }

    [Fact]
    public void MappingOutranksThePlaceOfAnEarlierPass()
    {
        var places = new Dictionary<SourceFolderId, DestinationPath> { [new("Alt")] = new(FolderRole.None, FolderPath.Of("Alt")) };

        var plan = Planner.Plan([Folder("Alt")], new PassOptions { FolderMappings = [FolderMapping.Parse("^Alt->Neu")] }, places);

        Assert.Equal("Neu", Destinations(plan)[0]);
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

    private static SortedDictionary<string, string> PlaceById(MailboxPlan plan) =>
        new(plan.Folders.ToDictionary(f => f.Source.Id.Value, f => f.Destination!.ToString()), StringComparer.Ordinal);

    private static List<string> Destinations(MailboxPlan plan) => [.. plan.Folders.Select(f => f.Destination!.ToString())];
}
