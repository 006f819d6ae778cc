using System.CommandLine;
using Turnstone.Cli.Output;
using Turnstone.Cli.Sandboxes;
using Turnstone.Cli.Settings;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Proxies;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone sandbox proxy</c>: a bad network before a good server.</summary>
internal sealed class SandboxProxyCommand : ShellCommand
{
    private static readonly string[] Schemes = ["imaps", "imap", "https", "http"];

    private readonly Option<string?> _listen;
    private readonly Option<string?> _to;
    private readonly Option<string[]> _trust;
    private readonly Option<string?> _faults;
    private readonly Option<string?> _seed;
    private readonly Option<string?> _authority;
    private readonly Option<string?> _delay;

    public SandboxProxyCommand()
        : base("proxy", "Stands before an IMAP or EWS server and makes trouble by rules: docs/fault-laboratory.md. Prints \"ready\" when it listens, then a line a fault; SIGTERM or Ctrl-C stops it and tells the counts.")
    {
        _listen = Add("--listen", "URL", "Where to listen: imaps://127.0.0.1:9930, https://127.0.0.1:9443, or imap:// and http:// without TLS. Port 0 takes a free one.");
        _to = Add("--to", "URL", "The server behind it: imaps://host, imap://host, https://host/EWS/Exchange.asmx or http://…");
        _trust = AddMany("--trust", "pem", "The authority of that server's certificate. Default: the authorities of this machine. Repeatable.");
        _faults = Add("--faults", "file", "The trouble, as JSON rules.");
        _seed = Add("--seed", "n", "What chance begins with, for rules that have no seed of their own. Default 1.");
        _authority = Add("--ca-out", "pem", "Writes the authority of the proxy's certificate here, for --trust of whoever connects.");
        _delay = Add("--delay", "ms", "Instead of --faults: a long way. All that goes by arrives so many milliseconds later, either way, and no narrower; TLS passes through, so both addresses have one scheme.");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        if (parsed.Text(_delay) is not null)
        {
            var delay = CheckDelay(parsed, findings, shell);
            FindingsPrinter.Print(findings, shell);
            return delay is null ? ExitStatus.WrongUse : await DelayHost.RunAsync(delay, shell, cancellationToken);
        }

        var options = Check(parsed, findings, shell);
        FindingsPrinter.Print(findings, shell);
        return options is null ? ExitStatus.WrongUse : await ProxyHost.RunAsync(options, parsed.Text(_authority), shell, cancellationToken);
    }

    private FaultProxyOptions? Check(ParseResult parsed, Findings findings, Shell shell)
    {
        var (listen, to) = Addresses(parsed, findings);
        if (listen is not null && to is not null && IsImap(listen) != IsImap(to))
        {
            findings.Refuse(_listen.Name, $"It listens for {listen.Scheme}, but {to.Scheme} is behind it.", "Use imaps or imap on both sides, or https or http on both.");
        }

        var seed = parsed.Number(_seed, 0, int.MaxValue / 2, 1, findings);
        var file = parsed.Required(_faults, $"Name the file with the rules, or a {_delay.Name}.", findings);
        var place = to is not null && IsImap(to) ? FaultPlace.ImapProxy : FaultPlace.EwsProxy;
        var faults = file is null || to is null ? null : FaultsFile.Read(_faults.Name, file, place, seed, findings);
        var trusted = TrustFiles.Read(parsed.Texts(_trust), findings);
        return !findings.AreClean ? null : new FaultProxyOptions
        {
            Listen = listen!,
            To = to!,
            TrustedAuthorities = trusted,
            Faults = faults,
            Time = shell.Time,
        };
    }

    private DelayLineOptions? CheckDelay(ParseResult parsed, Findings findings, Shell shell)
    {
        var (listen, to) = Addresses(parsed, findings);
        if (listen is not null && to is not null && listen.Scheme != to.Scheme)
        {
            findings.Refuse(_listen.Name, $"It listens for {listen.Scheme}, but {to.Scheme} is behind it, and a delay changes nothing that goes by.", "Use one scheme for both.");
        }

        foreach (var other in new Option[] { _faults, _seed, _authority, _trust })
        {
            if (parsed.GetResult(other) is not null)
            {
                findings.Refuse(other.Name, $"It has no meaning beside {_delay.Name}.", "For trouble on a long way start two proxies, one before the other.");
            }
        }

        var milliseconds = parsed.Number(_delay, 1, 60_000, 25, findings);
        return !findings.AreClean ? null : new DelayLineOptions { Listen = listen!, To = to!, Delay = TimeSpan.FromMilliseconds(milliseconds), Time = shell.Time };
    }

    private (Uri? Listen, Uri? To) Addresses(ParseResult parsed, Findings findings) => (
        UrlOf(parsed, _listen, "Write imaps://127.0.0.1:9930 or https://127.0.0.1:9443.", findings),
        UrlOf(parsed, _to, "Write imaps://host, imap://host, or https://host/EWS/Exchange.asmx.", findings));

    private static Uri? UrlOf(ParseResult parsed, Option<string?> option, string remedy, Findings findings)
    {
        if (parsed.Required(option, remedy, findings) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && Schemes.Contains(url.Scheme) && url.UserInfo.Length == 0 && url.Host.Length > 0)
        {
            return url;
        }

        findings.Refuse(option.Name, "It is no address of a server.", remedy);
        return null;
    }

    private static bool IsImap(Uri url) => url.Scheme.StartsWith("imap", StringComparison.Ordinal);
}
