using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes.Pacing;
using Turnstone.Testing;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

public class ImapItemFetchTests
{
    private const string Examine = """
        C: EXAMINE INBOX
        S: * 4 EXISTS
        S: * OK [UIDVALIDITY 7]
        S: * OK [UIDNEXT 5]
        S: $ OK [READ-ONLY]

        """;

    [Fact]
    public async Task SeveralItems_ComeInOneRoundTripWithTheirBytes()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1:3 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] {5}
            S: first)
            S: * 2 FETCH (BODY[] {6}
            S: second UID 2)
            S: * 3 FETCH (UID 3 BODY[] {5}
            S: third)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var told = await FetchAsync(mailbox, 7, 3, 1, 2);

        Assert.Equal(["1 first", "2 second", "3 third"], told);
        server.AssertPlayed();
    }

    [Fact]
    public async Task CappedSource_IsReadSlowly_WithinAMessageToo()
    {
        var time = new HurryingTime();
        var cap = new BandwidthCap(() => 1000, time);
        await using var server = ScriptedImapServer.Play(Examine + $$"""
            C: UID FETCH 1 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] {20000}
            S: {{new string('x', 20_000)}})
            S: $ OK
            """);
        await using var mailbox = Open(server, new ImapSignIn.Password("anna", new Secret("s3cret")), cap);

        await FetchAsync(mailbox, 7, 1);

        Assert.InRange(time.Waited, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(22));
        Assert.True(time.Waits > 1, "It was read in one piece.");
        server.AssertPlayed();
    }

    [Fact]
    public async Task NoForOneOfSeveral_IsNarrowedDownToTheBadOne()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1:4 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] {3}
            S: one)
            S: $ NO cannot convert
            C: UID FETCH 2 (BODY.PEEK[])
            S: * 2 FETCH (UID 2 BODY[] {3}
            S: two)
            S: $ OK
            C: UID FETCH 3:4 (BODY.PEEK[])
            S: $ NO cannot convert
            C: UID FETCH 3 (BODY.PEEK[])
            S: $ NO cannot convert
            C: UID FETCH 3 (BODY.PEEK[])
            S: $ NO cannot convert
            C: UID FETCH 4 (BODY.PEEK[])
            S: * 4 FETCH (UID 4 BODY[] {4}
            S: four)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        var told = await FetchAsync(mailbox, 7, 1, 2, 3, 4);

        Assert.Equal(["1 one", "2 two", "3 source/item-unreadable", "4 four"], told);
        server.AssertPlayed();
    }

    [Theory]
    [InlineData("NO Session invalidated - AccessTokenExpired")]
    [InlineData("BAD User is authenticated but not connected.")]
    [InlineData("NO [ALERT] Session expired, please login again.")]
    public async Task SessionThatEndsInTheMiddle_IsNoFaultOfTheItems(string answer)
    {
        await using var server = ScriptedImapServer.Play(Examine + $"""
            C: UID FETCH 1:2 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] ([3]
            S: one)
            S: $ {answer}

            """.Replace("([3]", "{3}", StringComparison.Ordinal) + Examine + """
            C: UID FETCH 2 (BODY.PEEK[])
            S: * 2 FETCH (UID 2 BODY[] {3}
            S: two)
            S: $ OK
            """);
        await using var mailbox = Open(server);
        var told = new List<string>();

        var error = await Assert.ThrowsAsync<SessionException>(() => FetchAsync(mailbox, 7, told, 1, 2));
        await FetchAsync(mailbox, 7, told, 2);

        Assert.Equal((FailureCodes.SourceConnectionLost, RetryAdvice.Soon), (error.Failure.Code, error.Failure.Retry));
        Assert.Equal(["1 one", "2 two"], told);
        Assert.Equal(2, server.SignIns);
        server.AssertPlayed();
    }

    [Fact]
    public async Task ItemExpungedMeanwhile_HasVanished()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1:2 (BODY.PEEK[])
            S: * 2 EXPUNGE
            S: * 1 FETCH (UID 1 BODY[] {3}
            S: one)
            S: $ OK
            C: UID FETCH 2 (BODY.PEEK[])
            S: $ OK
            C: UID FETCH 2 (UID)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        Assert.Equal(["1 one", "2 vanished"], await FetchAsync(mailbox, 7, 1, 2));
    }

    [Fact]
    public async Task ItemsNobodyAskedFor_AndRepeatedOnes_ArePassedOver()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1 (BODY.PEEK[])
            S: * 4 FETCH (UID 4 BODY[] {5}
            S: wrong)
            S: * 1 FETCH (UID 1 BODY[] {3}
            S: one)
            S: * 1 FETCH (UID 1 BODY[] {3}
            S: two)
            S: * 2 FETCH (FLAGS (\Seen))
            S: $ OK
            """);
        await using var mailbox = Open(server);

        Assert.Equal(["1 one"], await FetchAsync(mailbox, 7, 1));
    }

    [Fact]
    public async Task ContentMissingFromTheAnswer_IsNotAnEmptyMessage()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1:2 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] NIL)
            S: * 2 FETCH (UID 2 BODY[] {3}
            S: two)
            S: $ OK
            C: UID FETCH 1 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] NIL)
            S: $ OK
            C: UID FETCH 1 (UID)
            S: * 1 FETCH (UID 1)
            S: $ OK
            C: UID FETCH 1 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] NIL)
            S: $ OK
            C: UID FETCH 1 (UID)
            S: * 1 FETCH (UID 1)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        Assert.Equal(["2 two", "1 source/item-unreadable"], await FetchAsync(mailbox, 7, 1, 2));
    }

    [Fact]
    public async Task LongerOrShorterThanItsListedSize_IsTakenAsItIs()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] {12}
            S: twelve bytes)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        Assert.Equal(["1 twelve bytes"], await FetchAsync(mailbox, 7, 1));
    }

    [Fact]
    public async Task ConnectionLostInsideAMessage_KeepsWhatWasWholeAndEndsTheSession()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1:2 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] {3}
            S: one)
            S: * 2 FETCH (UID 2 BODY[] {100}
            S: only so much
            X:
            """);
        await using var mailbox = Open(server);
        var told = new List<string>();

        var error = await Assert.ThrowsAsync<SessionException>(() => FetchAsync(mailbox, 7, told, 1, 2));

        Assert.Equal(["1 one"], told);
        Assert.Equal(FailureCodes.SourceConnectionLost, error.Failure.Code);
        Assert.Equal(RetryAdvice.Soon, error.Failure.Retry);
    }

    [Fact]
    public async Task ByeInPlaceOfAnAnswer_TellsTheServersWords()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1 (BODY.PEEK[])
            S: * BYE Session expired, come again
            X:
            """);
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => FetchAsync(mailbox, 7, 1));

        Assert.Equal(FailureCodes.SourceConnectionLost, error.Failure.Code);
        Assert.Contains("Session expired", error.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterALostConnection_TheSameCallWorksOverANewOne()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1 (BODY.PEEK[])
            X:

            """ + Examine + """
            C: UID FETCH 1 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] {3}
            S: one)
            S: $ OK
            """);
        await using var mailbox = Open(server);
        await Assert.ThrowsAsync<SessionException>(() => FetchAsync(mailbox, 7, 1));

        Assert.Equal(["1 one"], await FetchAsync(mailbox, 7, 1));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task ThrottledServer_IsGivenTimeAndNotTakenForABadItem()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1 (BODY.PEEK[])
            S: $ NO [THROTTLED] too much today
            """);
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => FetchAsync(mailbox, 7, 1));

        Assert.Equal(FailureCodes.SourceThrottled, error.Failure.Code);
        Assert.IsType<RetryAdvice.Throttled>(error.Failure.Retry);
    }

    [Fact]
    public async Task AnswerThatIsNotImap_CostsOnlyTheItemItIsAbout()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1:2 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] (nonsense) {
            S: $ OK
            C: UID FETCH 1:2 (UID)
            S: * 1 FETCH (UID 1)
            S: * 2 FETCH (UID 2)
            S: $ OK
            C: UID FETCH 1 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] (nonsense) {
            S: $ OK
            C: UID FETCH 1 (UID)
            S: * 1 FETCH (UID 1)
            S: $ OK
            C: UID FETCH 1 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] (nonsense) {
            S: $ OK
            C: UID FETCH 1 (UID)
            S: * 1 FETCH (UID 1)
            S: $ OK
            C: UID FETCH 2 (BODY.PEEK[])
            S: * 2 FETCH (UID 2 BODY[] {3}
            S: two)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        Assert.Equal(["1 source/item-unreadable", "2 two"], await FetchAsync(mailbox, 7, 1, 2));
        server.AssertPlayed();
    }

    [Theory]
    [InlineData("{4}", "one")]
    [InlineData("{30}", "one")]
    [InlineData("{3}", "one x")]
    public async Task MessageOfAnotherLengthThanAnnounced_IsAskedForAgain_NotHandedOver(string announced, string sent)
    {
        await using var server = ScriptedImapServer.Play(Examine + $$"""
            C: UID FETCH 1:3 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] {5}
            S: first)
            S: * 2 FETCH (UID 2 BODY[] {{announced}}
            S: {{sent}})
            S: * 3 FETCH (UID 3 BODY[] {5}
            S: third)
            S: $ OK

            """ + Examine + """
            C: UID FETCH 2 (BODY.PEEK[])
            S: * 2 FETCH (UID 2 BODY[] {3}
            S: one)
            S: $ OK
            C: UID FETCH 3 (BODY.PEEK[])
            S: * 3 FETCH (UID 3 BODY[] {5}
            S: third)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        Assert.Equal(["1 first", "2 one", "3 third"], await FetchAsync(mailbox, 7, 1, 2, 3));
        server.AssertPlayed();
    }

    [Fact]
    public async Task NoForTheLastOneLeft_IsNotBelievedBeforeItWasAskedForAlone()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1:2 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] {3}
            S: one)
            S: $ NO [SERVERBUG] Internal error
            C: UID FETCH 2 (BODY.PEEK[])
            S: * 2 FETCH (UID 2 BODY[] {3}
            S: two)
            S: $ OK
            """);
        await using var mailbox = Open(server);

        Assert.Equal(["1 one", "2 two"], await FetchAsync(mailbox, 7, 1, 2));
    }

    [Fact]
    public async Task FolderRenumbered_EndsTheCallBeforeAnythingIsFetched()
    {
        await using var server = ScriptedImapServer.Play(Examine);
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => FetchAsync(mailbox, 6, 1));

        Assert.Equal(FailureCodes.SourceUidValidityChanged, error.Failure.Code);
        Assert.Equal(FailureScope.Folder, error.Failure.Scope);
        server.AssertPlayed();
    }

    [Fact]
    public async Task AbandonedFetch_LeavesTheMailboxUsable()
    {
        await using var server = ScriptedImapServer.Play(Examine + """
            C: UID FETCH 1:2 (BODY.PEEK[])
            S: * 1 FETCH (UID 1 BODY[] {3}
            S: one)
            S: * 2 FETCH (UID 2 BODY[] {3}
            S: two)

            """ + Examine + """
            C: UID FETCH 2 (BODY.PEEK[])
            S: * 2 FETCH (UID 2 BODY[] {3}
            S: two)
            S: $ OK
            """);
        await using var mailbox = Open(server);
        await foreach (var _ in mailbox.FetchAsync(Inbox, 7, [Item(1), Item(2)], Cancel))
        {
            break;
        }

        Assert.Equal(["2 two"], await FetchAsync(mailbox, 7, 2));
    }
}
