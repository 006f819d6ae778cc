using Turnstone.Sandbox;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Sandbox.Throttling;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>
/// A real Dovecot, a stand-in Exchange and what the executable needs to move everybody from one to the other: the list, password files,
/// authorities and a state directory, in a folder of its own. Disposing it leaves nothing.
/// </summary>
internal sealed class MigrationWorld : IAsyncDisposable
{
    public const string ServiceLogin = "svc-turnstone@new.example";

    // A comma, a quote and blanks at both ends: what lists and files get wrong.
    public const string ServicePassword = " Winter, \"2026\" ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-world-");
    private readonly List<string> _watched;
    private readonly Func<ExchangeServerOptions, string, ExchangeServerOptions> _change;
    private DovecotServer? _dovecot;
    private ExchangeServer? _exchange;
    private WatchedLine? _line;
    private int _runs;

    private MigrationWorld(IReadOnlyList<SamplePerson> people, Func<ExchangeServerOptions, string, ExchangeServerOptions>? change, IEnumerable<string> watched) =>
        (People, _change, _watched) = (people, change ?? ((options, _) => options), [.. watched]);

    public IReadOnlyList<SamplePerson> People { get; }

    public DovecotServer Dovecot => _dovecot!;

    public ExchangeServer Exchange => _exchange!;

    /// <summary>The wire to the new server; there only where texts are watched for.</summary>
    public WatchedLine Line => _line!;

    /// <summary>Where the new server is reached: through the wire, where there is one.</summary>
    public Uri DestinationUrl => _line?.Url ?? Exchange.EwsUrl;

    /// <summary>A folder for whatever a test writes.</summary>
    public string Folder => _folder.FullName;

    public string StateFolder => Path.Combine(Folder, "state");

    public string ExchangeAuthorityPath => Path.Combine(Folder, "exchange.pem");

    public string ServicePasswordPath => Path.Combine(Folder, "service-password");

    public string ListPath => Path.Combine(Folder, "mailboxes.csv");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Starts both servers, empty. With <paramref name="watched"/> texts the new one speaks plain HTTP through a wire that counts them in
    /// requests; else it speaks TLS. <paramref name="change"/> has the last word on each start of the new one and is told this world's folder.
    /// </summary>
    public static async Task<MigrationWorld> StartAsync(
        IReadOnlyList<SamplePerson> people, Func<ExchangeServerOptions, string, ExchangeServerOptions>? change = null, params string[] watched)
    {
        var world = new MigrationWorld(people, change, watched);
        try
        {
            var installation = await DovecotPackage.EnsureAsync(Console.WriteLine, Cancel);
            var options = new DovecotOptions { Accounts = [.. people.Select(OldAccount)] };
            world._dovecot = await DovecotServer.StartAsync(installation, options, TimeProvider.System, Cancel);
            await world.StartExchangeAsync();
            await world.WriteFilesAsync();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public static DovecotAccount OldAccount(SamplePerson person) => new(person.Address, $"old \"secret\", {person.Address}");

    public static MailboxSeed NewAccount(SamplePerson person) =>
        new(person.Address.Replace("@old.example", "@new.example", StringComparison.Ordinal), $"new secret of {person.Address}", person.Language);

    /// <summary>Stops the new server and starts it again, on what it kept.</summary>
    public async Task RestartExchangeAsync()
    {
        await StopExchangeAsync();
        await StartExchangeAsync();
        await WriteFilesAsync();
    }

    /// <summary>The command line of a migration of everybody, and whatever is to be added.</summary>
    public IReadOnlyList<string> Command(params IEnumerable<string> more)
    {
        List<string> command = [.. Usual()];
        string[] added = [.. more];

        // An option that is given takes the place of the usual one.
        foreach (var option in added.Where(text => text.StartsWith("--", StringComparison.Ordinal) && command.Contains(text)).ToList())
        {
            command.RemoveRange(command.IndexOf(option), 2);
        }

        return [.. command, .. added];
    }

    private IEnumerable<string> Usual() =>
    [
        "migrate",
        "--source", $"imaps://{Dovecot.Host}:{Dovecot.ImapsPort}",
        "--destination", DestinationUrl.AbsoluteUri,
        "--destination-login", ServiceLogin,
        "--destination-password-file", ServicePasswordPath,
        "--trust", Dovecot.AuthorityPath,
        .. Exchange.CertificateAuthorityPem is null ? Array.Empty<string>() : ["--trust", ExchangeAuthorityPath],
        "--mailboxes", ListPath,
        "--state", StateFolder,
    ];

    /// <summary>Runs the executable to its end and reads the report it wrote.</summary>
    public Task<MigrationResult> MigrateAsync(params IEnumerable<string> more) => RunAsync(Command(more));

    /// <summary>The same with a command line of one's own.</summary>
    public async Task<MigrationResult> RunAsync(IEnumerable<string> command)
    {
        var path = Path.Combine(Folder, $"report-{++_runs}.json");
        var result = await TurnstoneProgram.RunAsync([.. command, "--report", path], Folder, Cancel);
        Assert.True(File.Exists(path), $"No report was written (status {result.Status}):\n{result.Output}");
        return new MigrationResult(result.Status, result.Output, await JsonReport.ReadAsync(path, Cancel));
    }

    /// <summary>Writes another file into this world's folder.</summary>
    public string WriteFile(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes another list, which says where each person's mail goes.</summary>
    public string WriteList(string name, Func<SamplePerson, string> destination, string? oldPassword = null) => WriteFile(
        name,
        "Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags\n"
        + string.Concat(People.Select(person => $"{person.Address},,{Quoted(oldPassword ?? OldAccount(person).Password)},{destination(person)},,,\n")));

    public Task<IReadOnlyList<OldFolder>> ReadOldAsync(SamplePerson person) => OldMailbox.ReadAsync(Dovecot, OldAccount(person), Cancel);

    public async Task<IReadOnlyList<NewFolder>> ReadNewAsync(SamplePerson person)
    {
        using var mailbox = OpenNew(person);
        return await mailbox.ReadAsync(Cancel);
    }

    public NewMailbox OpenNew(SamplePerson person) =>
        new(Exchange.EwsUrl, NewAccount(person).Address, NewAccount(person).Password, Exchange.CertificateAuthorityPem);

    /// <summary>Everything the old server has is at the new one, each once and as it was, where the report says it is.</summary>
    public async Task AssertMovedAsync(SamplePerson person, JsonReport report) => MovedMail.AssertSame(
        await ReadOldAsync(person),
        await ReadNewAsync(person),
        report.Mailboxes.Single(mailbox => mailbox.Source == person.Address));

    public async ValueTask DisposeAsync()
    {
        await StopExchangeAsync();
        if (_dovecot is not null)
        {
            await _dovecot.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private async Task StartExchangeAsync()
    {
        var options = new ExchangeServerOptions
        {
            Listen = new Uri(_watched.Count == 0 ? "https://127.0.0.1:0" : "http://127.0.0.1:0"),
            Mailboxes = [.. People.Select(NewAccount)],
            ServiceAccounts = [new ServiceAccount(ServiceLogin, ServicePassword)],
            Throttling = ThrottlingPolicy.Unlimited,
        };
        _exchange = await ExchangeServer.StartAsync(_change(options, Folder), Cancel);
        _line = _watched.Count == 0 ? null : new WatchedLine(_exchange.EwsUrl, _watched, []);
    }

    private async Task StopExchangeAsync()
    {
        if (_line is not null)
        {
            await _line.DisposeAsync();
        }

        if (_exchange is not null)
        {
            await _exchange.DisposeAsync();
        }
    }

    private async Task WriteFilesAsync()
    {
        await File.WriteAllTextAsync(ServicePasswordPath, ServicePassword + "\n", Cancel);
        WriteList(Path.GetFileName(ListPath), person => NewAccount(person).Address);
        if (Exchange.CertificateAuthorityPem is { } authority)
        {
            await File.WriteAllTextAsync(ExchangeAuthorityPath, authority, Cancel);
        }
    }
}
