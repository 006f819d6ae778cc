using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

public class ImapFolderTreeTests
{
    [Fact]
    public async Task Names_AreDecodedForPeopleAndKeptRawForIdentity()
    {
        var folders = await ListAsync(
            "IMAP4rev1 NAMESPACE",
            "() \"/\" INBOX",
            "() \"/\" \"Entw&APw-rfe\"",
            "() \"/\" \"say \\\"hi\\\" \\\\ [x]\"",
            "() \"/\" \"broken &AP-\"",
            "() \"/\" \"Projekte//2024\"");

        Assert.Equal(
            [("INBOX", "INBOX"), ("Entw&APw-rfe", "Entwürfe"), ("say \"hi\" \\ [x]", "say \"hi\" \\ [x]")],
            folders.Take(3).Select(folder => (folder.Id.Value, folder.Path.ToString())));
        Assert.Contains(folders, folder => folder.Id.Value == "broken &AP-");
        Assert.Contains(folders, folder => folder.Id.Value == "Projekte//2024" && folder.Path.Equals(FolderPath.Of("Projekte", "2024")));
    }

    [Fact]
    public async Task Attributes_TellRolesContainersAndViews()
    {
        var folders = await ListAsync(
            "IMAP4rev1 NAMESPACE SPECIAL-USE",
            "() \"/\" INBOX",
            "(\\Sent) \"/\" Gesendet",
            "(\\Trash) \"/\" Papierkorb",
            "(\\Junk) \"/\" Werbung",
            "(\\Drafts) \"/\" Entwurf",
            "(\\Archive) \"/\" Archiv",
            "(\\Noselect) \"/\" [Gmail]",
            "(\\All) \"/\" \"[Gmail]/Alle\"");

        Assert.Equal(
            [FolderRole.Inbox, FolderRole.Sent, FolderRole.Trash, FolderRole.Junk, FolderRole.Drafts, FolderRole.Archive],
            folders.Take(6).Select(folder => folder.Role));
        Assert.False(folders.Single(folder => folder.Path.Name == "[Gmail]").HoldsItems);
        Assert.True(folders.Single(folder => folder.Path.Name == "Alle").IsVirtual);
        Assert.All(folders, folder => Assert.Null(folder.Count));
    }

    [Fact]
    public async Task Counts_ComeWithTheListWhereTheServerCanDoThat()
    {
        await using var server = ScriptedImapServer.Play(
            """
            C: LIST "" "*" RETURN (STATUS (MESSAGES SIZE))
            S: * LIST () "/" INBOX
            S: * STATUS INBOX (MESSAGES 12 SIZE 3456)
            S: * LIST () "/" Silent
            S: $ OK
            """,
            "IMAP4rev1 NAMESPACE LIST-STATUS STATUS=SIZE",
            ["() \"/\" INBOX"]);
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal([(12L, 3456L), (null, null)], folders.Select(folder => (folder.Count, folder.Bytes)));
        server.AssertPlayed();
    }

    [Fact]
    public async Task CourierPrefix_StaysVisibleBelowTheInbox()
    {
        await using var server = ScriptedImapServer.Play(
            "", "IMAP4rev1 NAMESPACE", ["() \".\" INBOX", "() \".\" INBOX.Sent", "() \".\" INBOX.Sent.2020"], "((\"INBOX.\" \".\")) NIL NIL");
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(["INBOX", "INBOX/Sent", "INBOX/Sent/2020"], folders.Select(folder => folder.Path.ToString()));
    }

    [Fact]
    public async Task OtherUsersAndSharedFolders_AreListedAsTheirs_TopByTop()
    {
        await using var server = ScriptedImapServer.Play(
            """
            C: LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST () "/" mail/Work
            S: $ OK
            C: LIST "" "mail/*"
            S: * LIST () "/" mail/Work
            S: $ OK
            C: LIST "" "~%"
            S: * LIST () "/" ~bert
            S: $ OK
            C: LIST "" "Public/%"
            S: * LIST () "/" Public/News
            S: $ OK
            """,
            "IMAP4rev1 NAMESPACE",
            ["() \"/\" INBOX"],
            "((\"\" \"/\")(\"mail/\" \"/\" \"X-PARAM\" (\"FLAG1\" \"FLAG2\"))) ((\"~\" \"/\")) ((\"Public/\" \"/\"))");
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(
            [
                ("INBOX", "INBOX", FolderOwner.Self), ("mail/Work", "Work", FolderOwner.Self),
                ("~bert", "~bert", FolderOwner.OtherUser), ("Public/News", "Public/News", FolderOwner.Shared),
            ],
            folders.Select(folder => (folder.Id.Value, folder.Path.ToString(), folder.Owner)));
        server.AssertPlayed();
    }

    [Fact]
    public async Task OldCyrus_HasSharedFoldersWithoutAPrefix_AndTheOwnAreStillOwn()
    {
        await using var server = ScriptedImapServer.Play(
            """
            C: LIST "" "INBOX.*"
            S: * LIST () "." INBOX.Sent
            S: $ OK
            C: LIST "" "user.%"
            S: * LIST () "." user.bert
            S: $ OK
            """,
            "IMAP4rev1 NAMESPACE",
            ["() \".\" INBOX"],
            "((\"INBOX.\" \".\")) ((\"user.\" \".\")) ((\"\" \".\"))");
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(
            [("INBOX", FolderOwner.Self), ("INBOX.Sent", FolderOwner.Self), ("user.bert", FolderOwner.OtherUser)],
            folders.OrderBy(folder => folder.Id.Value, StringComparer.Ordinal).Select(folder => (folder.Id.Value, folder.Owner)));
        server.AssertPlayed();
    }

    [Theory]
    [InlineData("IMAP4rev1", "C: LIST \"\" \"\"\nS: $ BAD unknown")]
    [InlineData("IMAP4rev1", "C: LIST \"\" \"\"\nS: $ OK nothing to tell")]
    [InlineData("IMAP4rev1 NAMESPACE", "C: NAMESPACE\nS: $ NO not here\nC: NAMESPACE\nS: $ NO not here")]
    [InlineData("IMAP4rev1 NAMESPACE", "C: NAMESPACE\nS: $ BAD what\nC: NAMESPACE\nS: $ BAD what")]
    [InlineData("IMAP4rev1 NAMESPACE", "C: NAMESPACE\nS: * NAMESPACE NIL NIL NIL\nS: $ OK\nC: NAMESPACE\nS: * NAMESPACE NIL NIL NIL\nS: $ OK")]
    public async Task ServerThatDoesNotSayWhereNamesBegin_IsReadAllTheSame(string capabilities, string dialogue)
    {
        await using var server = ScriptedImapServer.Play(dialogue, capabilities, ["() \"/\" INBOX", "() \"/\" Work", "() \"/\" Work/2020"]);
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(["INBOX", "Work", "Work/2020"], folders.Select(folder => folder.Path.ToString()));
        server.AssertPlayed();
    }

    [Fact]
    public async Task RefusalToList_IsNoEmptyMailbox()
    {
        await using var server = ScriptedImapServer.Play("C: LIST \"\" \"*\"\nS: $ NO the disk is on fire");
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.ListFoldersAsync(Cancel));

        Assert.Equal(FailureCodes.SourceProtocol, error.Failure.Code);
        Assert.Contains("the disk is on fire", error.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inbox_IsThereThoughNobodyLists()
    {
        await using var server = ScriptedImapServer.Play("C: LIST \"\" \"*\"\nS: * LIST () \"/\" Work\nS: $ OK");
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(["INBOX", "Work"], folders.Select(folder => folder.Path.ToString()));
    }

    [Fact]
    public async Task OldGmail_TellsByXList_AndItsTranslatedInboxIsNoFolder()
    {
        await using var server = ScriptedImapServer.Play(
            """
            C: XLIST "" "*"
            S: $ OK
            C: XLIST "" "*"
            S: * XLIST (\HasNoChildren \Inbox) "/" "Posteingang"
            S: * XLIST (\HasNoChildren \AllMail) "/" "[Google Mail]/Alle Nachrichten"
            S: * XLIST (\HasNoChildren \Spam) "/" "[Google Mail]/Spam"
            S: * XLIST (\HasNoChildren \Starred) "/" "[Google Mail]/Markiert"
            S: * XLIST (\HasNoChildren \Sent) "/" "[Google Mail]/Gesendet"
            S: $ OK
            """,
            "IMAP4rev1 NAMESPACE XLIST",
            [
                "() \"/\" INBOX", "(\\Noselect) \"/\" \"[Google Mail]\"", "() \"/\" \"[Google Mail]/Alle Nachrichten\"",
                "() \"/\" \"[Google Mail]/Spam\"", "() \"/\" \"[Google Mail]/Markiert\"", "() \"/\" \"[Google Mail]/Gesendet\"",
            ]);
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(6, folders.Count);
        Assert.Equal(FolderRole.Junk, folders.Single(folder => folder.Path.Name == "Spam").Role);
        Assert.Equal(FolderRole.Sent, folders.Single(folder => folder.Path.Name == "Gesendet").Role);
        Assert.True(folders.Single(folder => folder.Path.Name == "Markiert").IsVirtual);
        server.AssertPlayed();
    }

    [Theory]
    [InlineData("IMAP4rev1 NAMESPACE SPECIAL-USE LIST-EXTENDED", "C: LIST \"\" \"*\" RETURN (SPECIAL-USE)\nS: * LIST () \"/\" INBOX\nS: * LIST (\\Sent) \"/\" Raus\nS: $ OK")]
    [InlineData("IMAP4rev1 NAMESPACE SPECIAL-USE LIST-EXTENDED", "C: LIST \"\" \"*\" RETURN (SPECIAL-USE)\nS: $ BAD what\nC: LIST (SPECIAL-USE) \"\" \"*\"\nS: * LIST (\\Sent) \"/\" Raus\nS: $ OK")]
    [InlineData("IMAP4rev1 NAMESPACE SPECIAL-USE", "C: LIST (SPECIAL-USE) \"\" \"*\"\nS: * LIST (\\Sent) \"/\" Raus\nS: $ OK")]
    public async Task SpecialUse_IsLearned_HoweverTheServerTells(string capabilities, string dialogue)
    {
        var byMailKit = capabilities.EndsWith("EXTENDED", StringComparison.Ordinal)
            ? "C: LIST \"\" \"INBOX\" RETURN (SUBSCRIBED CHILDREN)\nS: * LIST () \"/\" INBOX\nS: $ OK\nC: LIST (SPECIAL-USE) \"\" \"*\" RETURN (SUBSCRIBED CHILDREN)\nS: $ OK\n"
            : "C: LIST (SPECIAL-USE) \"\" \"*\"\nS: $ OK\n";
        await using var server = ScriptedImapServer.Play(byMailKit + dialogue, capabilities, ["() \"/\" INBOX", "() \"/\" Raus"]);
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(FolderRole.Sent, folders[1].Role);
        server.AssertPlayed();
    }

    [Fact]
    public async Task FolderThatIsNotThere_HoldsNothing_AndItsChildrenAre()
    {
        var folders = await ListAsync(
            "IMAP4rev1 NAMESPACE", "() \"/\" INBOX", "(\\NonExistent \\HasChildren) \"/\" Gone", "() \"/\" Gone/Child (\"CHILDINFO\" (\"SUBSCRIBED\"))");

        Assert.Equal([("INBOX", true), ("Gone", false), ("Gone/Child", true)], folders.Select(folder => (folder.Id.Value, folder.HoldsItems)));
    }

    [Fact]
    public async Task NewsOfTheOpenFolder_ThatComesWithTheList_ReachesItsReader()
    {
        await using var server = ScriptedImapServer.Play(
            """
            C: EXAMINE INBOX
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7] .
            S: * OK [UIDNEXT 3] .
            S: $ OK [READ-ONLY] done
            C: UID FETCH 1 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] {5}
            S: first)
            S: $ OK
            C: LIST "" "*"
            S: * LIST () "/" INBOX
            S: * 1 EXPUNGE
            S: $ OK
            C: UID FETCH 2 (BODY.PEEK[])
            S: * 1 FETCH (UID 2 BODY[] {6}
            S: second)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        Assert.Equal(["1 first"], await FetchAsync(mailbox, 7, 1));
        await mailbox.ListFoldersAsync(Cancel);
        Assert.Equal(["2 second"], await FetchAsync(mailbox, 7, 2));

        server.AssertPlayed();
    }

    private static async Task<IReadOnlyList<SourceFolder>> ListAsync(string capabilities, params string[] folders)
    {
        await using var server = ScriptedImapServer.Play("", capabilities, folders);
        await using var mailbox = Open(server);
        return await mailbox.ListFoldersAsync(Cancel);
    }
}
