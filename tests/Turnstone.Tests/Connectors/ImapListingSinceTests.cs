using System.Text;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

/// <summary>What a folder is asked that was listed before; a server's word on its next UID is believed only where servers keep it well.</summary>
public class ImapListingSinceTests
{
    private const string All = "(UID FLAGS INTERNALDATE RFC822.SIZE)";
    private const string Known = "IMAP4rev1 NAMESPACE CONDSTORE";

    [Fact]
    public async Task UnchangedFolder_OfAServerWithModificationSequences_IsOnlyOpened()
    {
        await using var server = ScriptedImapServer.Play("""
            C: EXAMINE INBOX (CONDSTORE)
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 10]
            S: * OK [HIGHESTMODSEQ 90]
            S: $ OK [READ-ONLY]
            """, Known, []);
        await using var mailbox = Open(server);

        var (end, uids) = await ListAsync(mailbox, new FolderMark(7, 10, 2, 80));

        Assert.Empty(uids);
        Assert.Equal((2, new FolderMark(7, 10, 2, 90)), (end.Unchanged, end.Mark));
        server.AssertPlayed();
    }

    [Fact]
    public async Task UnchangedFolder_OfAnyServer_IsAskedForItsHighestUid()
    {
        await using var server = ScriptedImapServer.Play("""
            C: EXAMINE INBOX
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 10]
            S: $ OK [READ-ONLY]
            C: UID FETCH * (UID)
            S: * 2 FETCH (UID 9)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var (end, uids) = await ListAsync(mailbox, new FolderMark(7, 10, 2, null));

        Assert.Empty(uids);
        Assert.Equal((2, new FolderMark(7, 10, 2, null)), (end.Unchanged, end.Mark));
        server.AssertPlayed();
    }

    [Fact]
    public async Task UidNextBehindTheTimes_HidesNothing()
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 10]
            S: $ OK [READ-ONLY]
            C: UID FETCH * (UID)
            S: * 2 FETCH (UID 12)
            S: $ OK
            C: UID FETCH 1:12 {{All}}
            S: * 1 FETCH (UID 9 FLAGS () RFC822.SIZE 1)
            S: * 2 FETCH (UID 12 FLAGS () RFC822.SIZE 1)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var (end, uids) = await ListAsync(mailbox, new FolderMark(7, 10, 2, null));

        Assert.Equal([12u, 9u], uids);
        Assert.Equal((0, new FolderMark(7, 13, 2, null)), (end.Unchanged, end.Mark));
        server.AssertPlayed();
    }

    [Fact]
    public async Task WhatCame_IsAskedForAlone()
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX (CONDSTORE)
            S: * 4 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 14]
            S: * OK [HIGHESTMODSEQ 90]
            S: $ OK [READ-ONLY]
            C: UID FETCH 10:13 {{All}}
            S: * 3 FETCH (UID 10 FLAGS () RFC822.SIZE 1)
            S: * 4 FETCH (UID 13 FLAGS () RFC822.SIZE 1)
            S: $ OK
            """, Known, []);
        await using var mailbox = Open(server);

        var (end, uids) = await ListAsync(mailbox, new FolderMark(7, 10, 2, 80));

        Assert.Equal([13u, 10u], uids);
        Assert.Equal((2, new FolderMark(7, 14, 4, 90)), (end.Unchanged, end.Mark));
        server.AssertPlayed();
    }

    [Fact]
    public async Task NewItemLeftOutWhileAnOldOneWent_DoesNotPassForUnchanged()
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX (CONDSTORE)
            S: * 3 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 14]
            S: * OK [HIGHESTMODSEQ 90]
            S: $ OK [READ-ONLY]
            C: UID FETCH 10:13 {{All}}
            S: * 2 FETCH (UID 10 FLAGS () RFC822.SIZE 1)
            S: $ OK
            C: UID FETCH 1:9 {{All}}
            S: * 1 FETCH (UID 9 FLAGS () RFC822.SIZE 1)
            S: $ OK
            C: NOOP
            S: $ OK
            C: UID FETCH * (UID)
            S: * 3 FETCH (UID 13)
            S: $ OK
            C: UID FETCH 1:13 {{All}}
            S: * 1 FETCH (UID 9 FLAGS () RFC822.SIZE 1)
            S: * 2 FETCH (UID 10 FLAGS () RFC822.SIZE 1)
            S: * 3 FETCH (UID 13 FLAGS () RFC822.SIZE 1)
            S: $ OK
            """, Known, []);
        await using var mailbox = Open(server);

        var (end, uids) = await ListAsync(mailbox, new FolderMark(7, 10, 2, 80));

        Assert.Equal([10u, 9u, 13u], uids);
        Assert.Equal((0, new FolderMark(7, 14, 3, 90)), (end.Unchanged, end.Mark));
    }

    [Fact]
    public async Task UidNextThatProvesWrong_LeavesNoMark()
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX (CONDSTORE)
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 10]
            S: * OK [HIGHESTMODSEQ 90]
            S: $ OK [READ-ONLY]
            C: UID FETCH 1:9 {{All}}
            S: * 1 FETCH (UID 9 FLAGS () RFC822.SIZE 1)
            S: $ OK
            C: NOOP
            S: $ OK
            C: UID FETCH * (UID)
            S: * 2 FETCH (UID 12)
            S: $ OK
            C: UID FETCH 1:12 {{All}}
            S: * 1 FETCH (UID 9 FLAGS () RFC822.SIZE 1)
            S: * 2 FETCH (UID 12 FLAGS () RFC822.SIZE 1)
            S: $ OK
            """, Known, []);
        await using var mailbox = Open(server);

        var (end, uids) = await ListAsync(mailbox, since: null);

        Assert.Equal([9u, 12u], uids);
        Assert.Null(end.Mark);
    }

    [Theory]
    [InlineData("MESSAGES 2 UIDNEXT 10 UIDVALIDITY 7 HIGHESTMODSEQ 90", true)]
    [InlineData("MESSAGES 2 UIDNEXT 10 UIDVALIDITY 7 HIGHESTMODSEQ 0", false)]
    [InlineData("MESSAGES 2 UIDNEXT 10 UIDVALIDITY 7 HIGHESTMODSEQ -1", false)]
    [InlineData("MESSAGES 2 UIDNEXT 10 HIGHESTMODSEQ 90", false)]
    [InlineData("MESSAGES 2 UIDNEXT 10 UIDVALIDITY 7", false)]
    public void Status_TellsAMark_WhereModificationSequencesAreKept(string said, bool tells)
    {
        var status = ListAnswer.ReadStatus(Encoding.ASCII.GetBytes($"* STATUS INBOX ({said})\r\n"));

        Assert.Equal(2, status!.Count);
        Assert.Equal(tells ? new FolderMark(7, 10, 2, 90) : null, status.Mark);
    }

    private static async Task<(ListingEnd End, List<uint> Uids)> ListAsync(ImapSourceMailbox mailbox, FolderMark? since)
    {
        var listing = await mailbox.ListItemsAsync(Inbox, since, Cancel);
        var uids = new List<uint>();
        await foreach (var item in listing.Items.WithCancellation(Cancel))
        {
            uids.Add(item.Uid);
        }

        return (listing.End, uids);
    }
}
