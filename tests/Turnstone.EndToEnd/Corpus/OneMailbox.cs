using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Turnstone.EndToEnd.Clients;
using Turnstone.EndToEnd.Migration;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Imap;
using Turnstone.Sandbox.Throttling;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Corpus;

/// <summary>One mailbox of any old server, a stand-in Exchange for it, and the executable between them. Disposing it leaves nothing.</summary>
internal sealed class OneMailbox : IAsyncDisposable
{
    private static readonly MailboxSeed New = new("moved@new.example", "new secret");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-corpus-");
    private readonly ExchangeServer _exchange;
    private readonly int _sourcePort;
    private readonly MailAccount _account;
    private int _runs;

    private OneMailbox(ExchangeServer exchange, int sourcePort, MailAccount account) => (_exchange, _sourcePort, _account) = (exchange, sourcePort, account);

    /// <summary>How another client signs in to the new mailbox.</summary>
    public ExchangeLogin Login => new(_exchange.EwsUrl, New.Address, New.Password, New.Address, AuthorityPath: null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<OneMailbox> StartAsync(
        int sourcePort, MailAccount account, Func<ExchangeServerOptions, ExchangeServerOptions>? change = null)
    {
        var options = new ExchangeServerOptions { Listen = new Uri("http://127.0.0.1:0"), Mailboxes = [New], Throttling = ThrottlingPolicy.Unlimited };
        var world = new OneMailbox(await ExchangeServer.StartAsync(change?.Invoke(options) ?? options, Cancel), sourcePort, account);
        await File.WriteAllTextAsync(
            Path.Combine(world._folder.FullName, "mailboxes.csv"),
            "Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags\n"
            + $"{account.Name},{account.Name},{account.Password},{New.Address},{New.Address},{New.Password},\n",
            Cancel);
        return world;
    }

    /// <summary>Writes another file into this world's folder.</summary>
    public string WriteFile(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs the executable to its end, under another program where one is named, and reads the report it wrote.</summary>
    public async Task<MigrationResult> MigrateAsync(IEnumerable<string> more, params IReadOnlyList<string> under)
    {
        var report = Path.Combine(_folder.FullName, $"report-{++_runs}.json");
        await using var program = Start(["--report", report, .. more], under);
        var status = await program.WaitForExitAsync(Limit, Cancel);
        Assert.True(File.Exists(report), $"No report was written (status {status}):\n{program.Output}");
        return new MigrationResult(status, program.Output, await JsonReport.ReadAsync(report, Cancel));
    }

    /// <summary>Starts the executable.</summary>
    public RunningProcess Start(IEnumerable<string> more, params IReadOnlyList<string> under) => TurnstoneProgram.Start(
        [
            "migrate",
            "--source", $"imap://127.0.0.1:{_sourcePort}?tls=none",
            "--destination", _exchange.EwsUrl.AbsoluteUri,
            "--mailboxes", Path.Combine(_folder.FullName, "mailboxes.csv"),
            "--state", Path.Combine(_folder.FullName, "state"),
            .. more,
        ],
        _folder.FullName,
        under: under);

    /// <summary>Reads the new mailbox as its owner.</summary>
    public async Task<IReadOnlyList<NewFolder>> ReadNewAsync()
    {
        using var mailbox = new NewMailbox(_exchange.EwsUrl, New.Address, New.Password, authority: null);
        return await mailbox.ReadAsync(Cancel);
    }

    /// <summary>The journal is gone.</summary>
    public void LoseState() => Directory.Delete(Path.Combine(_folder.FullName, "state"), recursive: true);

    /// <summary>A message's bytes as the old server hands them out, read by MailKit alone.</summary>
    public async Task<byte[]> ReadOldAsync(uint uid, CancellationToken cancellationToken)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", _sourcePort, SecureSocketOptions.None, cancellationToken);
        await client.AuthenticateAsync(_account.Name, _account.Password, cancellationToken);
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
        using var bytes = new MemoryStream();
        await using var stream = await client.Inbox.GetStreamAsync(new UniqueId(uid), cancellationToken: cancellationToken);
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _exchange.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
