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
    public async Task OtherUsersAndSharedFolders_AreLeftAlone_AndATechnicalPrefixIsHidden()
    {
        await using var server = ScriptedImapServer.Play(
            "",
            "IMAP4rev1 NAMESPACE",
            ["() \"/\" INBOX", "() \"/\" mail/Work", "() \"/\" ~bert/Work", "() \"/\" Public/News"],
            "((\"\" \"/\")(\"mail/\" \"/\")) ((\"~bert/\" \"/\")) ((\"Public/\" \"/\"))");
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal([("INBOX", "INBOX"), ("mail/Work", "Work")], folders.Select(folder => (folder.Id.Value, folder.Path.ToString())));
    }

    private static async Task<IReadOnlyList<SourceFolder>> ListAsync(string capabilities, params string[] folders)
    {
        await using var server = ScriptedImapServer.Play("", capabilities, folders);
        await using var mailbox = Open(server);
        return await mailbox.ListFoldersAsync(Cancel);
    }
}
