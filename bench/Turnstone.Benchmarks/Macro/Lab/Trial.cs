using System.Security.Cryptography.X509Certificates;
using Turnstone.Benchmarks.Macro.Mail;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Benchmarks.Macro.Lab;

/// <summary>
/// One measurement's surroundings: the laboratory's Dovecot, a stand-in Exchange in measured mode and of its own, empty, and a long way before
/// both where one is asked for.
/// </summary>
internal sealed class Trial : IAsyncDisposable
{
    public const string ServiceLogin = "svc-bench@new.example";
    public const string ServicePassword = "Winter 2026";

    private static readonly MailSet WarmUp = MailSet.Small(2_000, owner: "warm-up");
    private readonly Laboratory _laboratory;
    private readonly List<SandboxProcess> _ways = [];
    private SandboxProcess? _exchange;

    private Trial(Laboratory laboratory, Wire wire, IReadOnlyList<MailSet> sets) =>
        (_laboratory, Wire, Sets, Folder) = (laboratory, wire, sets, laboratory.NewFolder());

    public Wire Wire { get; }

    public IReadOnlyList<MailSet> Sets { get; }

    /// <summary>For whatever a run writes.</summary>
    public string Folder { get; }

    /// <summary>Where whoever moves mail finds the source.</summary>
    public Uri Source { get; private set; } = null!;

    /// <summary>Where whoever moves mail finds EWS.</summary>
    public Uri Destination { get; private set; } = null!;

    public string SourceAuthority => _laboratory.Dovecot.AuthorityPath;

    public string DestinationAuthority => Path.Combine(Folder, "exchange.pem");

    public static string NewAddressOf(string address) => address.Replace("@old.example", "@new.example", StringComparison.Ordinal);

    public static async Task<Trial> StartAsync(Laboratory laboratory, Wire wire, IReadOnlyList<MailSet> sets, CancellationToken cancellationToken)
    {
        var trial = new Trial(laboratory, wire, sets);
        try
        {
            await trial.StartAsync(cancellationToken);
            return trial;
        }
        catch
        {
            await trial.DisposeAsync();
            throw;
        }
    }

    /// <summary>What everybody but the mover has used since they were started.</summary>
    public Costs Costs => new(
        TimeSpan.Zero,
        ProcessorTime.OfGroup(_laboratory.Dovecot.ProcessId),
        _exchange!.Used,
        _ways.Aggregate(TimeSpan.Zero, (sum, way) => sum + way.Used));

    /// <summary>How many items the destination mailboxes hold now, as the stand-in itself counts them.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        long items = 0;
        foreach (var set in Sets)
        {
            using var client = new EwsClient(new EwsClientOptions
            {
                Url = _exchange!.Url,
                Credential = new EwsCredential.Basic(ServiceLogin, new EwsPassword(ServicePassword)),
                Access = new EwsAccess.Delegate(NewAddressOf(set.Mailbox.Address)),
                TrustedAuthorities = Wire.IsTls ? [X509CertificateLoader.LoadCertificateFromFile(DestinationAuthority)] : [],
            });
            for (int? offset = 0; offset is { } from;)
            {
                var request = new FindFolder
                {
                    Traversal = FolderTraversal.Deep,
                    ParentFolderIds = [DistinguishedFolderId.MsgFolderRoot],
                    Page = new IndexedPageView(1000, from),
                };
                var found = (await client.FindFolderAsync(request, cancellationToken))[0].Value!;
                items += found.Folders.Sum(folder => folder.TotalCount ?? 0);
                offset = found.Page.IncludesLastItemInRange == false ? found.Page.IndexedPagingOffset : null;
            }
        }

        return items;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var way in _ways)
        {
            await way.DisposeAsync();
        }

        if (_exchange is not null)
        {
            await _exchange.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var list = Path.Combine(Folder, "new.csv");
        await File.WriteAllTextAsync(
            list,
            "Email,Password,Language\n" + string.Concat(Sets.Append(WarmUp).Select(set => $"{NewAddressOf(set.Mailbox.Address)},{Laboratory.PasswordOf(set.Mailbox.Address)},\n")),
            cancellationToken);
        var password = Path.Combine(Folder, "service-password");
        await File.WriteAllTextAsync(password, ServicePassword, cancellationToken);
        string[] trust = Wire.IsTls ? ["--ca-out", DestinationAuthority] : [];
        _exchange = await SandboxProcess.StartAsync(
            "EWS:",
            [
                "exchange", "--listen", Wire.IsTls ? "https://127.0.0.1:0" : "http://127.0.0.1:0", "--mailboxes", list, "--measured",
                "--throttling", "unlimited", "--max-request-bytes", "1000000000",
                "--service-account", ServiceLogin, "--service-password-file", password, .. trust,
            ],
            cancellationToken);
        var dovecot = _laboratory.Dovecot;
        Source = new Uri(Wire.IsTls ? $"imaps://{dovecot.Host}:{dovecot.ImapsPort}" : $"imap://{dovecot.Host}:{dovecot.ImapPort}");
        Destination = _exchange.Url;

        // A server is measured as one that is up: what it runs is compiled by now. Nobody counts this mailbox.
        await RenderedRequests.PostAsync(this, RenderedRequests.Render(WarmUp), 2, cancellationToken);
        if (Wire.RoundTrip > TimeSpan.Zero)
        {
            Source = await LengthenAsync(Source, cancellationToken);
            Destination = await LengthenAsync(Destination, cancellationToken);
        }
    }

    private async Task<Uri> LengthenAsync(Uri server, CancellationToken cancellationToken)
    {
        var half = (Wire.RoundTrip.TotalMilliseconds / 2).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        var way = await SandboxProcess.StartAsync(
            "Delay:", ["proxy", "--listen", $"{server.Scheme}://127.0.0.1:0", "--to", server.AbsoluteUri, "--delay", half], cancellationToken);
        _ways.Add(way);
        return way.Url;
    }
}
