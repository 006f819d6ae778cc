using System.Text;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

/// <summary>A folder is its name byte for byte: so it is listed, so it is opened again, and people read the letters meant.</summary>
public class ImapFolderNameTests
{
    private const string Plain = "IMAP4rev1 NAMESPACE";

    [Theory]
    [InlineData("\"Entw&APw-rfe\"", "Entw&APw-rfe", "Entwürfe", null)]
    [InlineData("\"Entw\u00fcrfe\"", "Entw\u00fcrfe", "Entwürfe", "windows-1252")]
    [InlineData("Entw\u00fcrfe", "Entw\u00fcrfe", "Entwürfe", "windows-1252")]
    [InlineData("\"Entw\u00c3\u00bcrfe\"", "Entw\u00c3\u00bcrfe", "Entwürfe", "UTF-8")]
    [InlineData("\"broken &AP-\"", "broken &AP-", "broken &AP-", "modified UTF-7")]
    [InlineData("\"R&D\"", "R&D", "R&D", "modified UTF-7")]
    [InlineData("\"Q&-A\"", "Q&-A", "Q&A", null)]
    [InlineData("\"half &2D0- face\"", "half &2D0- face", "half &2D0- face", "modified UTF-7")]
    [InlineData("\"&2D3eAA-\"", "&2D3eAA-", "\ud83d\ude00", null)]
    [InlineData("\"say \\\"hi\\\" \\\\ [x] 100%*\"", "say \"hi\" \\ [x] 100%*", "say \"hi\" \\ [x] 100%*", null)]
    [InlineData("\"say \"hi\"\"", "say \"hi\"", "say \"hi\"", null)]
    [InlineData("\"back\\slash\\\"", "back\\slash\\", "back\\slash\\", null)]
    [InlineData("tab\there [and (more)]", "tab\there [and (more)]", "tab\there [and (more)]", null)]
    [InlineData("\" both ends \"", " both ends ", " both ends ", null)]
    [InlineData("\"bell\u0007\"", "bell\u0007", "bell\u0007", null)]
    [InlineData("NIL", "NIL", "NIL", null)]
    public async Task Name_IsKeptByteForByte_AndReadForPeople(string listed, string raw, string shown, string? remark)
    {
        await using var server = ScriptedImapServer.Play("", Plain, ["() \"/\" INBOX", $"() \"/\" {listed}"]);
        await using var mailbox = Open(server);

        var folder = (await mailbox.ListFoldersAsync(Cancel))[1];

        Assert.Equal((raw, shown), (folder.Id.Value, folder.Path.Name));
        Assert.Equal(remark is null, folder.NameRemark is null);
        Assert.Contains(remark ?? "", folder.NameRemark ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Latin-1 \u00fc", "C: EXAMINE {9}\nS: + go\nC+ Latin-1 \u00fc")]
    [InlineData("UTF-8 \u00c3\u00bc", "C: EXAMINE {8}\nS: + go\nC+ UTF-8 \u00c3\u00bc")]
    [InlineData("broken &AP-", "C: EXAMINE \"broken &AP-\"")]
    [InlineData("say \"hi\" \\ [x]", "C: EXAMINE \"say \\\"hi\\\" \\\\ [x]\"")]
    [InlineData("100%*", "C: EXAMINE \"100%*\"")]
    [InlineData("bell\u0007", "C: EXAMINE {5}\nS: + go\nC+ bell\u0007")]
    public async Task Folder_IsOpenedByTheBytesThatWereListed(string raw, string opening)
    {
        await using var server = ScriptedImapServer.Play(
            $"""
            {opening}
            S: * 1 EXISTS
            S: * OK [UIDVALIDITY 7] .
            S: * OK [UIDNEXT 5] .
            S: $ OK [READ-ONLY] done
            C: UID FETCH 1:4 (UID FLAGS INTERNALDATE RFC822.SIZE)
            S: * 1 FETCH (UID 4 FLAGS () RFC822.SIZE 9)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var listing = await mailbox.ListItemsAsync(Folder(raw), since: null, Cancel);
        var items = await listing.Items.ToListAsync(Cancel);

        Assert.Equal((7u, 4u), (listing.UidValidity, Assert.Single(items).Uid));
        server.AssertPlayed();
    }

    [Fact]
    public async Task BytesOutsideUtf8_GoInOneCommand_WhereTheServerWaitsForNothing()
    {
        await using var server = ScriptedImapServer.Play(
            """
            C: EXAMINE {1+}
            C+ ü
            S: * 0 EXISTS
            S: * OK [UIDVALIDITY 7] .
            S: $ OK [READ-ONLY] done
            C: EXAMINE {1+}
            C+ ä
            S: * 0 EXISTS
            S: * OK [UIDVALIDITY 8] .
            S: $ OK [READ-ONLY] done
            """,
            "IMAP4rev1 NAMESPACE LITERAL+",
            []);
        await using var mailbox = Open(server);

        var first = await mailbox.ListItemsAsync(Folder("ü"), since: null, Cancel);
        var second = await mailbox.ListItemsAsync(Folder("ä"), since: null, Cancel);

        Assert.Equal((7u, 8u), (first.UidValidity, second.UidValidity));
        server.AssertPlayed();
    }

    [Fact]
    public async Task NamesOfControlCharacters_AreNotTakenForThoseThatStandInForOthers()
    {
        string[] names = ["\u00e4", "\u0001", "\u00fc", "\u0002", "\u0001\r", "\u0002 b"];
        await using var server = NamedFolders.Serve(names);
        await using var mailbox = Open(server.Port);

        foreach (var name in names)
        {
            await mailbox.ListItemsAsync(Folder(name), since: null, Cancel);
        }

        Assert.Equal(names, server.Opened);
    }

    [Fact]
    public async Task SameLettersInTwoEncodings_AreTwoFolders()
    {
        await using var server = ScriptedImapServer.Play(
            "", Plain, ["() \"/\" INBOX", "() \"/\" M\u00fcll", "() \"/\" M\u00c3\u00bcll", "() \"/\" M&APw-ll"]);
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(
            [("INBOX", "INBOX"), ("M\u00fcll", "Müll (3)"), ("M\u00c3\u00bcll", "Müll (2)"), ("M&APw-ll", "Müll")],
            folders.Select(folder => (folder.Id.Value, folder.Path.Name)));
        Assert.Contains("reads the same", folders[1].NameRemark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatLiesBelowFoldersThatReadTheSame_StaysBelowItsOwn()
    {
        await using var server = ScriptedImapServer.Play(
            "",
            Plain,
            [
                "() \"/\" INBOX", "() \"/\" M\u00fcll/a", "() \"/\" M&APw-ll/b", "() \"/\" M\u00fcll", "() \"/\" M&APw-ll", "() \"/\" twice", "() \"/\" /twice", "() \"/\" /twice//x",
            ]);
        await using var mailbox = Open(server);

        var folders = (await mailbox.ListFoldersAsync(Cancel)).ToDictionary(folder => folder.Id.Value, folder => folder.Path.ToString());

        Assert.Equal(
            ("Müll (2)", "Müll (2)/a", "Müll", "Müll/b"),
            (folders["M\u00fcll"], folders["M\u00fcll/a"], folders["M&APw-ll"], folders["M&APw-ll/b"]));
        Assert.Equal(("twice (2)", "twice", "twice/x"), (folders["twice"], folders["/twice"], folders["/twice//x"]));
    }

    [Theory]
    [InlineData("{3}\r\na\r\n\r\n", "a\r\n")]
    [InlineData("{2}\r\n\r\n\r\n", "\r\n")]
    [InlineData("{3}\nabc\n", "abc")]
    public void LiteralAtTheEnd_KeepsLineEndsOfItsOwn(string listed, string name) =>
        Assert.Equal(name, ListAnswer.ReadFolder(Encoding.Latin1.GetBytes("* LIST () \"/\" " + listed))?.Name);

    [Fact]
    public void NamespaceExtensionsOfAnyDepth_ArePassedOver()
    {
        var deep = string.Concat(Enumerable.Repeat("\"x\" (", 100_000));

        var spaces = ListAnswer.ReadNamespaces(Encoding.Latin1.GetBytes($"* NAMESPACE ((\"a/\" \"/\" {deep}"));

        Assert.Equal("a/", Assert.Single(spaces!).Prefix);
    }

    [Fact]
    public async Task NamesAsLiterals_AreReadWhole_WhateverIsInThem()
    {
        await using var server = ScriptedImapServer.Play(
            "C: LIST \"\" \"*\"\nS: * LIST () \"/\" INBOX\nS: * LIST () \"/\" {14}\nS: two\nS: lines {3}\nS: * LIST () \"/\" {3}\nS: a\0b\nS: $ OK",
            "IMAP4rev1 NAMESPACE",
            []);
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(["INBOX", "two\r\nlines {3}", "a\0b"], folders.Select(folder => folder.Id.Value));
    }

    [Theory]
    [InlineData("\".\"", "a.b/c", new[] { "a", "b/c" })]
    [InlineData("\"\\\\\"", "\"Inbox\\\\Sub\"", new[] { "INBOX", "Sub" })]
    [InlineData("NIL", "a/b.c", new[] { "a/b.c" })]
    [InlineData("\"\"", "a/b.c", new[] { "a/b.c" })]
    [InlineData("\"/\"", "\"/a//b/\"", new[] { "a", "b" })]
    [InlineData("\"/\"", "\"a/&AC8-/b\"", new[] { "a", "/", "b" })]
    [InlineData("\".\"", "\"2019&AC4-12\"", new[] { "2019.12" })]
    public async Task Path_IsWhatTheServersSeparatorMakesOfIt(string separator, string listed, string[] expected)
    {
        await using var server = ScriptedImapServer.Play("", Plain, [$"() {separator} INBOX", $"() {separator} {listed}"]);
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(expected, folders[1].Path.Names);
    }

    [Fact]
    public async Task ServerWithNamesInUtf8Alone_IsAskedForThem_AndAnAmpersandIsOne()
    {
        await using var server = ScriptedImapServer.Play(
            """
            C: ENABLE UTF8=ACCEPT
            S: * ENABLED UTF8=ACCEPT
            S: $ OK
            """,
            "IMAP4rev1 NAMESPACE ENABLE UTF8=ONLY",
            ["() \"/\" INBOX", "() \"/\" \"R&D M\u00c3\u00bcll\""]);
        await using var mailbox = Open(server);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(("R&D M\u00c3\u00bcll", "R&D Müll", null), (folders[1].Id.Value, folders[1].Path.Name, folders[1].NameRemark));
        server.AssertPlayed();
    }

    [Fact]
    public async Task TooManyNamesOfOneByteThatIsNoText_FailOnePerOne()
    {
        var script = string.Concat(Enumerable.Range(0, 29).Select(_ => "C: EXAMINE {1}\nS: $ NO gone\n"));
        await using var server = ScriptedImapServer.Play(script);
        await using var mailbox = Open(server);

        for (var b = 0x80; b < 0x80 + 30; b++)
        {
            var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.ListItemsAsync(Folder(((char)b).ToString()), since: null, Cancel));
            Assert.Equal((FailureCodes.SourceFolderUnavailable, FailureScope.Folder), (error.Failure.Code, error.Failure.Scope));
        }
    }

    [Fact]
    public void ModifiedUtf7_IsReadOnlyWhereItIsWhole()
    {
        string[] broken = ["&", "a&", "&AP", "&A-", "&AP-", "&AP8A-", "&A/8-", "&AP8=-", "&2D0-", "&é-"];

        Assert.All(broken, name => Assert.Null(ModifiedUtf7.Decode(name)));
        Assert.Equal("a&bÿ台", ModifiedUtf7.Decode("a&-b&AP9T8A-"));
    }

    private static SourceFolder Folder(string raw) => new() { Id = new SourceFolderId(raw), Path = FolderPath.Of(raw) };
}
