using System.Globalization;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

public class ImapItemListingTests
{
    private const string All = "(UID FLAGS INTERNALDATE RFC822.SIZE)";

    [Fact]
    public async Task Items_ComeNewestFirstWithTheirState()
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 10]
            S: $ OK [READ-ONLY]
            C: UID FETCH 1:9 {{All}}
            S: * 1 FETCH (UID 3 FLAGS (\Seen \Answered $Forwarded Work) INTERNALDATE "17-Jul-2024 02:44:25 +0200" RFC822.SIZE 99)
            S: * 2 FETCH (UID 9 FLAGS () INTERNALDATE "00-Jan-0000 00:00:00 +0000" RFC822.SIZE 4)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var (listing, items) = await ListAsync(mailbox);

        Assert.Equal((7u, 2L), (listing.UidValidity, listing.Count));
        Assert.Equal([9u, 3u], items.Select(item => item.Uid));
        Assert.Null(items[0].Received);
        Assert.Equal(new DateTimeOffset(2024, 7, 17, 0, 44, 25, TimeSpan.Zero), items[1].Received);
        Assert.Equal(TimeSpan.Zero, items[1].Received!.Value.Offset);
        Assert.Equal(ItemFlags.Seen | ItemFlags.Answered | ItemFlags.Forwarded, items[1].Flags);
        Assert.Equal(["Work"], items[1].Keywords);
        Assert.Equal(99, items[1].Size);
        server.AssertPlayed();
    }

    [Theory]
    [InlineData("24-Dec-1969 23:30:15 -0800", "1969-12-25T07:30:15Z")]
    [InlineData("12-Mar-1957 08:00:00 +0100", "1957-03-12T07:00:00Z")]
    [InlineData("19-Jan-2038 03:14:08 +0000", "2038-01-19T03:14:08Z")]
    [InlineData(" 1-Mar-2005 00:00:01 +0100", "2005-02-28T23:00:01Z")]
    [InlineData("31-Dec-2099 23:59:59 -1200", "2100-01-01T11:59:59Z")]
    [InlineData("29-Feb-2024 23:59:59 +1345", "2024-02-29T10:14:59Z")]
    [InlineData("01-Jan-1970 00:00:00 +0000", null)]
    [InlineData("31-Dec-1969 19:00:00 -0500", null)]
    public async Task ReceivedTime_IsExactToTheSecondInUtc_AndAnUnsetClockIsNone(string date, string? received)
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX
            S: * 1 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 2]
            S: $ OK [READ-ONLY]
            C: UID FETCH 1:1 {{All}}
            S: * 1 FETCH (UID 1 FLAGS () INTERNALDATE "{{date}}" RFC822.SIZE 99)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var (_, items) = await ListAsync(mailbox);

        Assert.Equal(received, items[0].Received?.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoUidNext_IsAskedFor()
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX
            S: * 1 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: $ OK
            C: UID FETCH * (UID)
            S: * 1 FETCH (UID 40)
            S: $ OK
            C: UID FETCH 1:40 {{All}}
            S: * 1 FETCH (UID 40 FLAGS () RFC822.SIZE 1)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var (_, items) = await ListAsync(mailbox);

        Assert.Equal([40u], items.Select(item => item.Uid));
        server.AssertPlayed();
    }

    [Fact]
    public async Task UidsOutsideTheWindow_AndRepeatedOnes_ArePassedOver()
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX
            S: * 1 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 6]
            S: $ OK
            C: UID FETCH 1:5 {{All}}
            S: * 1 FETCH (UID 5 FLAGS () RFC822.SIZE 1)
            S: * 2 FETCH (UID 77 FLAGS () RFC822.SIZE 1)
            S: * 3 FETCH (UID 5 FLAGS () RFC822.SIZE 1)
            S: * 4 FETCH (FLAGS (\Seen))
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var (_, items) = await ListAsync(mailbox);

        Assert.Equal([5u], items.Select(item => item.Uid));
    }

    [Fact]
    public async Task FewerItemsThanCounted_AreAskedForAgain()
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 6]
            S: $ OK
            C: UID FETCH 1:5 {{All}}
            S: * 2 FETCH (UID 5 FLAGS () RFC822.SIZE 1)
            S: $ OK
            C: UID FETCH * (UID)
            S: * 2 FETCH (UID 5)
            S: $ OK
            C: UID FETCH 1:5 {{All}}
            S: * 1 FETCH (UID 4 FLAGS () RFC822.SIZE 1)
            S: * 2 FETCH (UID 5 FLAGS () RFC822.SIZE 1)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var (_, items) = await ListAsync(mailbox);

        Assert.Equal([5u, 4u], items.Select(item => item.Uid));
        server.AssertPlayed();
    }

    [Fact]
    public async Task ItemsThatAreNeverListed_EndTheListingInsteadOfBeingLeftOut()
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 6]
            S: $ OK
            C: UID FETCH 1:5 {{All}}
            S: * 2 FETCH (UID 5 FLAGS () RFC822.SIZE 1)
            S: $ OK
            C: UID FETCH * (UID)
            S: * 2 FETCH (UID 5)
            S: $ OK
            C: UID FETCH 1:5 {{All}}
            S: * 2 FETCH (UID 5 FLAGS () RFC822.SIZE 1)
            S: $ OK
            C: UID FETCH 4:5 {{All}}
            S: * 2 FETCH (UID 5 FLAGS () RFC822.SIZE 1)
            S: $ OK
            C: UID FETCH 5:5 {{All}}
            S: * 2 FETCH (UID 5 FLAGS () RFC822.SIZE 1)
            S: $ OK
            C: UID FETCH 4:4 {{All}}
            S: $ OK
            C: UID FETCH 2:3 {{All}}
            S: $ OK
            C: UID FETCH 1:1 {{All}}
            S: $ OK
            C: UID FETCH * (UID)
            S: * 2 FETCH (UID 5)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => ListAsync(mailbox));

        Assert.Equal(FailureCodes.SourceListIncomplete, error.Failure.Code);
        Assert.Equal(FailureScope.Folder, error.Failure.Scope);
        server.AssertPlayed();
    }

    [Fact]
    public async Task ItemsExpungedMeanwhile_AreNotMissed()
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 6]
            S: $ OK
            C: UID FETCH 1:5 {{All}}
            S: * 1 EXPUNGE
            S: * 1 FETCH (UID 5 FLAGS () RFC822.SIZE 1)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var (_, items) = await ListAsync(mailbox);

        Assert.Equal([5u], items.Select(item => item.Uid));
        server.AssertPlayed();
    }

    [Fact]
    public async Task SparseUids_AreWalkedInWideningWindows()
    {
        await using var server = ScriptedImapServer.Play($$"""
            C: EXAMINE INBOX
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: * OK [UIDNEXT 100001]
            S: $ OK
            C: UID FETCH 99001:100000 {{All}}
            S: * 2 FETCH (UID 99900 FLAGS () RFC822.SIZE 1)
            S: $ OK
            C: UID FETCH 97001:99000 {{All}}
            S: $ OK
            C: UID FETCH 93001:97000 {{All}}
            S: * 1 FETCH (UID 94000 FLAGS () RFC822.SIZE 1)
            S: $ OK
            C: UID FETCH 1:93000 {{All}}
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var (_, items) = await ListAsync(mailbox);

        Assert.Equal([99900u, 94000u], items.Select(item => item.Uid));
        server.AssertPlayed();
    }

    [Fact]
    public async Task EmptyFolder_IsListedWithoutAskingFurther()
    {
        await using var server = ScriptedImapServer.Play("""
            C: EXAMINE INBOX
            S: * 0 EXISTS
            S: * OK [UIDVALIDITY 7]
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var (listing, items) = await ListAsync(mailbox);

        Assert.Equal(0, listing.Count);
        Assert.Empty(items);
        server.AssertPlayed();
    }

    [Fact]
    public async Task FolderThatWillNotOpen_FailsAloneWithTheServersWords()
    {
        await using var server = ScriptedImapServer.Play("""
            C: EXAMINE INBOX
            S: $ NO [NOPERM] not for you
            """);
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => ListAsync(mailbox));

        Assert.Equal(FailureCodes.SourceFolderUnavailable, error.Failure.Code);
        Assert.Equal(FailureScope.Folder, error.Failure.Scope);
        Assert.Contains("[NOPERM] not for you", error.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderWithoutUidValidity_IsRefused()
    {
        await using var server = ScriptedImapServer.Play("""
            C: EXAMINE INBOX
            S: * 0 EXISTS
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => ListAsync(mailbox));

        Assert.Equal(FailureCodes.SourceFolderUnavailable, error.Failure.Code);
    }

    [Fact]
    public void Windows_StayWithinWhatMemoryHolds_UntilFewItemsAreLeft()
    {
        var width = 1000u;
        for (var i = 0; i < 100; i++)
        {
            width = ImapItemListing.NextWidth(width, brought: 0, left: 1_000_000);
        }

        Assert.Equal(65_536u, width);
        Assert.Equal(131_072u, ImapItemListing.NextWidth(width, brought: 0, left: 10));
        Assert.Equal(1000u, ImapItemListing.NextWidth(1000, brought: 900, left: 1_000_000));
        Assert.Equal(uint.MaxValue, ImapItemListing.NextWidth(1000, brought: 900, left: 0));
    }

    private static async Task<(SourceListing Listing, List<SourceItem> Items)> ListAsync(ImapSourceMailbox mailbox)
    {
        var listing = await mailbox.ListItemsAsync(Inbox, since: null, Cancel);
        var items = new List<SourceItem>();
        await foreach (var item in listing.Items.WithCancellation(Cancel))
        {
            items.Add(item);
        }

        return (listing, items);
    }
}
