using System.Net.Sockets;
using System.Text;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Proxies;
using Turnstone.Testing.Imap;
using Xunit;

namespace Turnstone.Tests.Sandbox.Proxies;

public sealed class ImapProxyTests
{
    private const string TwoMessages = """
        C: UID FETCH 1:2 (UID BODY.PEEK[])
        S: * 1 FETCH (UID 7 BODY[] {5}
        S: one)
        S: * 2 FETCH (UID 8 BODY[] {5}
        S: two)
        S: $ OK done
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"byeInLiteral\": 2", "* 1 FETCH (UID 7 BODY[] {5}|on|* BYE Internal error occurred. Refer to server log for more information.|end")]
    [InlineData("\"shortLiteral\": 1", "* 1 FETCH (UID 7 BODY[] {5}|one\r)|* 2 FETCH (UID 8 BODY[] {5}|two\r)|1 OK done")]
    [InlineData("\"refuseMessage\": { \"at\": 2 }", "* 1 FETCH (UID 7 BODY[] {5}|one|)|1 NO [SERVERBUG] Internal error occurred. Refer to server log for more information.")]
    [InlineData("\"refuseMessage\": { \"uid\": 7 }", "* 2 FETCH (UID 8 BODY[] {5}|two|)|1 NO [SERVERBUG] Internal error occurred. Refer to server log for more information.")]
    [InlineData("\"dropReplyAfterCommit\": true", "end")]
    [InlineData("\"dropBeforeProcessing\": true", "end")]
    [InlineData("\"truncateReply\": 29", "* 1 FETCH (UID 7 BODY[] {5}|end")]
    [InlineData("\"trickle\": { \"bytes\": 3, \"everyMs\": 1 }", "* 1 FETCH (UID 7 BODY[] {5}|one|)|* 2 FETCH (UID 8 BODY[] {5}|two|)|1 OK done")]
    public async Task SpoiltFetch_SaysWhatItSays(string action, string answer)
    {
        await using var server = ScriptedImapServer.Play(TwoMessages.Replace("one)", "one\n        S: )", StringComparison.Ordinal).Replace("two)", "two\n        S: )", StringComparison.Ordinal));
        await using var proxy = Start(server, "UID FETCH BODY", action);
        using var client = await LineClient.OpenAsync(proxy.Url);

        var said = await client.AskAsync("1 UID FETCH 1:2 (UID BODY.PEEK[])");

        Assert.Equal(answer, said);
        Assert.Equal(1, proxy.Tally.Faults[action.Split('"')[1]]);
    }

    [Fact]
    public async Task GoneFolder_IsNeitherListedNorOpened()
    {
        await using var server = ScriptedImapServer.Play("", "() \"/\" INBOX", "() \"/\" \"Old things\"");
        await using var proxy = Start(server, "NOOP", "\"folderGone\": \"Old things\"");
        using var client = await LineClient.OpenAsync(proxy.Url);

        var before = await client.AskAsync("1 LIST \"\" *");
        await client.AskAsync("2 NOOP");
        var after = await client.AskAsync("3 LIST \"\" *");
        var opened = await client.AskAsync("4 EXAMINE \"Old things\"");

        Assert.Equal("* LIST () \"/\" INBOX|* LIST () \"/\" \"Old things\"|1 OK", before);
        Assert.Equal("* LIST () \"/\" INBOX|3 OK", after);
        Assert.Equal("4 NO [NONEXISTENT] Mailbox doesn't exist: Old things", opened);
    }

    [Fact]
    public async Task RenamedFolder_IsKnownByItsNewNameOnly()
    {
        await using var server = ScriptedImapServer.Play("C: EXAMINE \"Old\"\nS: * OK [UIDVALIDITY 5] ok\nS: $ OK", "() \"/\" Old");
        await using var proxy = Start(server, "NOOP", "\"folderRenamed\": { \"from\": \"Old\", \"to\": \"New\" }");
        using var client = await LineClient.OpenAsync(proxy.Url);

        await client.AskAsync("1 NOOP");

        Assert.Equal("* LIST () \"/\" \"New\"|2 OK", await client.AskAsync("2 LIST \"\" *"));
        Assert.StartsWith("3 NO [NONEXISTENT]", await client.AskAsync("3 EXAMINE Old"), StringComparison.Ordinal);
        Assert.Equal("* OK [UIDVALIDITY 5] ok|4 OK", await client.AskAsync("4 EXAMINE New"));
    }

    [Fact]
    public async Task ChangedUidValidity_StaysChanged()
    {
        await using var server = ScriptedImapServer.Play("C: EXAMINE INBOX\nS: * OK [UIDVALIDITY 5] ok\nS: $ OK\nC: STATUS INBOX (UIDVALIDITY)\nS: * STATUS INBOX (UIDVALIDITY 5)\nS: $ OK");
        await using var proxy = Start(server, "EXAMINE", "\"changeUidValidity\": true");
        using var client = await LineClient.OpenAsync(proxy.Url);

        Assert.Equal("* OK [UIDVALIDITY 6] ok|1 OK", await client.AskAsync("1 EXAMINE INBOX"));
        Assert.Equal("* STATUS INBOX (UIDVALIDITY 6)|2 OK", await client.AskAsync("2 STATUS INBOX (UIDVALIDITY)"));
    }

    [Fact]
    public async Task AbilitiesThatWouldHideTheWire_AreNotShown()
    {
        await using var server = ScriptedImapServer.Play("", "IMAP4rev1 STARTTLS COMPRESS=DEFLATE LOGINDISABLED NAMESPACE", []);
        await using var proxy = Start(server, "NOOP", "\"delay\": 1");
        using var client = await LineClient.OpenAsync(proxy.Url);

        Assert.Equal("* CAPABILITY IMAP4rev1 NAMESPACE|1 OK", await client.AskAsync("1 CAPABILITY"));
    }

    [Theory]
    [InlineData("\"dropBeforeProcessing\": true")]
    [InlineData("\"dropBeforeProcessing\": \"reset\"")]
    public async Task RefusedConnection_EndsBeforeTheGreeting(string action)
    {
        await using var server = ScriptedImapServer.Play("");
        await using var proxy = Start(server, "connect", action);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => LineClient.OpenAsync(proxy.Url));

        Assert.True(refused is IOException or SocketException, refused.ToString());
        Assert.Equal(0, server.Connections);
        using var next = await LineClient.OpenAsync(proxy.Url);
        Assert.Equal("1 OK", await next.AskAsync("1 NOOP"));
    }

    private static FaultProxy Start(ScriptedImapServer server, string operation, string action) => FaultProxy.Start(new FaultProxyOptions
    {
        Listen = new Uri("imap://127.0.0.1:0"),
        To = new Uri($"imap://127.0.0.1:{server.Port}"),
        Faults = FaultPlan.Parse($$"""{ "rules": [ { "operation": "{{operation}}", "nth": 1, {{action}} } ] }""", FaultPlace.ImapProxy),
    });

    /// <summary>Says a line and hears lines until the one with its tag, or the end; without their CRLF, joined by bars.</summary>
    private sealed class LineClient : IDisposable
    {
        private readonly TcpClient _client = new();
        private StreamReader _reader = null!;

        public static async Task<LineClient> OpenAsync(Uri url)
        {
            var client = new LineClient();
            await client._client.ConnectAsync(url.Host, url.Port, Cancel);
            client._reader = new StreamReader(client._client.GetStream(), Encoding.Latin1);
            return await client.HearAsync() is not null ? client : throw new EndOfStreamException();
        }

        public async Task<string> AskAsync(string command)
        {
            await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(command + "\r\n"), Cancel);
            var said = new List<string>();
            do
            {
                said.Add(await HearAsync() ?? "end");
            }
            while (said[^1] != "end" && !said[^1].StartsWith(command.Split(' ')[0] + " ", StringComparison.Ordinal));
            return string.Join('|', said);
        }

        public void Dispose() => _client.Dispose();

        private async Task<string?> HearAsync()
        {
            var line = new StringBuilder();
            var one = new char[1];
            while (await _reader.ReadAsync(one, Cancel) > 0)
            {
                if (one[0] == '\n')
                {
                    return line.ToString().TrimEnd('\r');
                }

                line.Append(one[0]);
            }

            return line.Length > 0 ? line.ToString() : null;
        }
    }
}
