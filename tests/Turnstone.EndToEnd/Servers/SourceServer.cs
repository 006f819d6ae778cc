using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Imap;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Servers;

/// <summary>A real IMAP server with many empty mailboxes, one for each test that asks; where it cannot run, its tests say why and are skipped.</summary>
public abstract class SourceServer : IAsyncLifetime
{
    private static readonly MailAccount[] Pool = [.. Enumerable.Range(1, 60).Select(number => new MailAccount($"u{number}@old.example", $"secret of {number}"))];
    private string? _unavailable;
    private int _taken;

    /// <summary>The port of plain IMAP.</summary>
    public abstract int Port { get; }

    /// <summary>What stands between folder names.</summary>
    public abstract char Separator { get; }

    /// <summary>Below what users' folders begin.</summary>
    public virtual IReadOnlyList<string> Top => [];

    protected static IReadOnlyList<MailAccount> Accounts => Pool;

    /// <summary>An account nobody uses yet.</summary>
    public MailAccount Take()
    {
        Assert.SkipWhen(_unavailable is not null, _unavailable ?? "");
        return Pool[Interlocked.Increment(ref _taken) - 1];
    }

    public ImapSourceMailbox Open(ImapSignIn signIn) => new(
        new ImapSourceOptions { Endpoint = ImapEndpoint.Parse($"imap://127.0.0.1:{Port}?tls=none"), SignIn = signIn }, TimeProvider.System);

    /// <summary>Makes the folders, parents included, and fills them.</summary>
    public async Task FillAsync(MailAccount account, IReadOnlyList<SeedFolder> seed, CancellationToken cancellationToken)
    {
        using var client = await LineClient.SignInAsync(Port, account, cancellationToken);
        foreach (var folder in seed.OrderBy(folder => folder.Path.Names.Count))
        {
            var name = NameOf(folder.Path);
            if (name != "INBOX")
            {
                await client.CommandAsync($"CREATE \"{name}\"", cancellationToken);
            }

            foreach (var message in folder.Messages)
            {
                await client.AppendAsync(name, NamesOf(message.Flags).Concat(message.Keywords), message.Received, message.Content, cancellationToken);
            }
        }
    }

    /// <summary>Removes messages as another client would.</summary>
    public async Task ExpungeAsync(MailAccount account, FolderPath folder, IEnumerable<uint> uids, CancellationToken cancellationToken)
    {
        using var client = await LineClient.SignInAsync(Port, account, cancellationToken);
        await client.CommandAsync($"SELECT \"{NameOf(folder)}\"", cancellationToken);
        await client.CommandAsync($"UID STORE {string.Join(',', uids)} +FLAGS (\\Deleted)", cancellationToken);
        await client.CommandAsync("EXPUNGE", cancellationToken);
    }

    /// <summary>Sets flags and a keyword as another client would.</summary>
    public async Task FlagAsync(MailAccount account, FolderPath folder, uint uid, ItemFlags flags, string keyword, CancellationToken cancellationToken)
    {
        using var client = await LineClient.SignInAsync(Port, account, cancellationToken);
        await client.CommandAsync($"SELECT \"{NameOf(folder)}\"", cancellationToken);
        await client.CommandAsync($"UID STORE {uid} +FLAGS ({string.Join(' ', NamesOf(flags).Append(keyword))})", cancellationToken);
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            await StartAsync();
        }
        catch (PackageUnavailableException e)
        {
            _unavailable = e.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task StartAsync();

    protected abstract ValueTask StopAsync();

    private static IEnumerable<string> NamesOf(ItemFlags flags) =>
        Enum.GetValues<ItemFlags>().Where(flag => flag != ItemFlags.None && flags.HasFlag(flag)).Select(flag => $"\\{flag}");

    private string NameOf(FolderPath path) => string.Join(Separator, path.Names);
}
