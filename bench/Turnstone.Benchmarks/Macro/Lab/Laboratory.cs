using Turnstone.Benchmarks.Macro.Mail;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;

namespace Turnstone.Benchmarks.Macro.Lab;

/// <summary>A real Dovecot whose mailboxes are filled when first asked for, and a folder for what runs write. Disposing it leaves nothing.</summary>
internal sealed class Laboratory : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-bench-");
    private readonly Dictionary<string, LoadedMail> _loaded = [];
    private int _trials;

    private Laboratory(DovecotServer dovecot) => Dovecot = dovecot;

    public DovecotServer Dovecot { get; }

    /// <summary>Starts Dovecot with an account for each mailbox, empty.</summary>
    public static async Task<Laboratory> StartAsync(IEnumerable<MailSet> sets, CancellationToken cancellationToken)
    {
        var installation = await DovecotPackage.EnsureAsync(Console.WriteLine, cancellationToken);
        var accounts = sets.Select(set => set.Mailbox.Address).Distinct().Select(address => new DovecotAccount(address, PasswordOf(address)));
        return new Laboratory(await DovecotServer.StartAsync(installation, new DovecotOptions { Accounts = [.. accounts] }, TimeProvider.System, cancellationToken));
    }

    public static string PasswordOf(string address) => $"secret of {address}";

    /// <summary>Fills the mailboxes that are still empty; returns what all of these hold.</summary>
    public async Task<LoadedMail> LoadAsync(IReadOnlyList<MailSet> sets, CancellationToken cancellationToken)
    {
        SampleMailbox[] missing = [.. sets.Select(set => set.Mailbox).Where(mailbox => !_loaded.ContainsKey(mailbox.Address))];
        await Parallel.ForEachAsync(missing, cancellationToken, async (mailbox, token) =>
        {
            var loaded = await MailLoader.LoadAsync(Dovecot, mailbox, token);
            lock (_loaded)
            {
                _loaded[mailbox.Address] = loaded;
            }
        });
        return sets.Select(set => _loaded[set.Mailbox.Address]).Aggregate((a, b) => a + b);
    }

    /// <summary>A folder that no trial had before.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(_folder.FullName, $"{++_trials}")).FullName;

    public async ValueTask DisposeAsync()
    {
        await Dovecot.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
