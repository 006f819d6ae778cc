using System.Text;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Pacing;
using Turnstone.Testing.Imap;
using Xunit;

namespace Turnstone.Tests.Connectors;

/// <summary>A source mailbox on a scripted server, and what the stories about it have in common.</summary>
internal static class ImapTranscript
{
    public static readonly SourceFolder Inbox = new() { Id = new SourceFolderId("INBOX"), Path = FolderPath.Of("INBOX"), Role = FolderRole.Inbox };

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static ImapSourceMailbox Open(ScriptedImapServer server) => Open(server, new ImapSignIn.Password("anna", new Secret("s3cret")));

    public static ImapSourceMailbox Open(ScriptedImapServer server, ImapSignIn signIn, BandwidthCap? cap = null) => Open(server.Port, signIn, cap);

    public static ImapSourceMailbox Open(int port) => Open(port, new ImapSignIn.Password("anna", new Secret("s3cret")));

    private static ImapSourceMailbox Open(int port, ImapSignIn signIn, BandwidthCap? cap = null) => new(
        new ImapSourceOptions
        {
            Endpoint = ImapEndpoint.Parse($"imap://127.0.0.1:{port}"),
            SignIn = signIn,
            Connections = 2,
            Cap = cap,
        },
        new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)));

    public static SourceItem Item(uint uid, long size = 5) => new() { Uid = uid, Size = size };

    public static async Task<List<string>> FetchAsync(ImapSourceMailbox mailbox, uint uidValidity, params uint[] uids)
    {
        var told = new List<string>();
        await FetchAsync(mailbox, uidValidity, told, uids);
        return told;
    }

    public static async Task FetchAsync(ImapSourceMailbox mailbox, uint uidValidity, List<string> told, params uint[] uids)
    {
        await foreach (var fetched in mailbox.FetchAsync(Inbox, uidValidity, [.. uids.Select(uid => Item(uid))], Cancel))
        {
            told.Add(fetched switch
            {
                FetchedItem.Read read => $"{read.Item.Uid} {Text(read)}",
                FetchedItem.Vanished gone => $"{gone.Item.Uid} vanished",
                FetchedItem.Unreadable refused => $"{refused.Item.Uid} {refused.Failure.Code}",
                _ => throw new InvalidOperationException("A new case that these stories do not know."),
            });
        }
    }

    private static string Text(FetchedItem.Read read)
    {
        using var content = read.Content;
        using var reader = new StreamReader(content.OpenRead(), Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
