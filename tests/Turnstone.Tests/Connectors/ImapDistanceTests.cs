using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

public class ImapDistanceTests
{
    private const string Look = """
        C: EXAMINE INBOX
        S: * 1 EXISTS
        S: * OK [UIDVALIDITY 7]
        S: $ OK [READ-ONLY]
        C: UID FETCH 1 (UID)
        S: * 1 FETCH (UID 1)
        S: $ OK
        """;

    [Theory]
    [InlineData(0, 2)]
    [InlineData(20, 4)]
    [InlineData(50, 9)]
    public async Task FartherServer_IsFetchedFromOverMoreConnections(int milliseconds, int fetches)
    {
        await using var server = ScriptedImapServer.Play("");
        await using var mailbox = Open(server, milliseconds, connections: 10);

        await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(fetches, mailbox.FetchConcurrency);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 2)]
    public async Task ExpectedFetches_OpenConnectionsAhead_WhereTheServerIsFar(int milliseconds, int connections)
    {
        await using var server = ScriptedImapServer.Play(Look);
        await using var mailbox = Open(server, milliseconds, connections: 2);
        await mailbox.ListFoldersAsync(Cancel);

        mailbox.ExpectFetches();
        var found = await mailbox.FindItemsAsync(Inbox, 7, [1], Cancel);

        Assert.Equal([1u], found);
        Assert.Equal(connections, server.Connections);
        server.AssertPlayed();
    }

    private static ImapSourceMailbox Open(ScriptedImapServer server, int milliseconds, int connections) => new(
        new ImapSourceOptions
        {
            Endpoint = ImapEndpoint.Parse($"imap://127.0.0.1:{server.Port}"),
            SignIn = new ImapSignIn.Password("anna", new Secret("s3cret")),
            Connections = connections,
        },
        new SteppingTime(TimeSpan.FromMilliseconds(milliseconds)));

    /// <summary>A clock that goes on by so much whenever somebody looks at it.</summary>
    private sealed class SteppingTime(TimeSpan step) : FakeTimeProvider
    {
        private long _looks;

        public override long GetTimestamp() => Interlocked.Increment(ref _looks) * step.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
