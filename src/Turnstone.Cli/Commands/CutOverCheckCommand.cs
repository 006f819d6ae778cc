using System.CommandLine;
using Turnstone.Cli.CutOver;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Connectors.CutOver;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone cutover check</c>: are the domain's records what they should become, and who knows already?</summary>
internal sealed class CutOverCheckCommand : ShellCommand
{
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(1);

    private readonly Option<string?> _domain;
    private readonly Option<string[]> _mx;
    private readonly Option<string[]> _spf;
    private readonly Option<string?> _autodiscover;
    private readonly Option<string?> _autodiscoverBy;
    private readonly Option<string[]> _resolver;
    private readonly Option<string[]> _nameServer;
    private readonly Option<bool> _watch;
    private readonly Option<string?> _interval;
    private readonly Option<string?> _until;
    private readonly Option<string[]> _report;
    private readonly Option<string?> _output;

    public CutOverCheckCommand()
        : base("check", "Looks whether MX, SPF and Autodiscover of a mail domain are what they should become: at the zone's own servers, and at resolvers that may still have the old ones. Changes nothing.")
    {
        _domain = Add("--domain", "domain", "The mail domain: what is behind the @.");
        _mx = AddMany("--mx", "host", "A host that mail is to be delivered to. Repeatable: name all that are to be there.");
        _spf = AddMany("--spf", "mechanism", "What the SPF record is to allow, as it is written there: include:spf.new.example, ip4:192.0.2.10, a:mail.new.example, mx. Repeatable.");
        _autodiscover = Add("--autodiscover", "host | address", "Where Autodiscover is to lead.");
        _autodiscoverBy = Add("--autodiscover-by", "any|cname|address|srv", "By which record. Default any.");
        _resolver = AddMany("--resolver", "address[:port]", "A resolver to ask besides. Repeatable. Default: this machine's.");
        _nameServer = AddMany("--name-server", "name=address[:port]", "Where a name server of the zone is asked, if not at its own address. Repeatable.");
        _watch = AddSwitch("--watch", "Goes on until all is right, a line a change. Ctrl+C ends it.");
        _interval = Add("--interval", "time", "With --watch: how often the zone is asked. Default 60s. While only caches are behind it waits for them.");
        _until = Add("--until", "time", "With --watch: when to give up, such as 8h. Default: never.");
        _report = AddMany("--report", "file", "Also writes what was found to a file; its ending says how: .html, .json or .csv. Repeatable.");
        _output = Add("--output", "text|json", "json: one object a line, first the steps, then who says what. Default text.");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var options = Check(parsed, findings);
        var interval = WaitText.Read(_interval.Name, parsed.Text(_interval), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), findings);
        var limit = WaitText.Read(_until.Name, parsed.Text(_until), TimeSpan.FromSeconds(1), TimeSpan.FromDays(30), findings);
        var watches = parsed.IsSet(_watch);
        if (!watches && (parsed.Text(_interval) ?? parsed.Text(_until)) is not null)
        {
            findings.Refuse(parsed.Text(_interval) is null ? _until.Name : _interval.Name, "It says how to watch, and nothing is watched.", $"Add {_watch.Name}, or leave it out.");
        }

        var output = parsed.Word(_output, OutputForms.Words, OutputForm.Text, findings);
        var reports = ReportFiles.ReadLast(ReportForms.ForCheck, _report.Name, parsed.Texts(_report), findings);
        FindingsPrinter.Print(findings, shell);
        if (options is null || !findings.AreClean)
        {
            return ExitStatus.WrongUse;
        }

        var check = new CutOverCheck(options, shell.Time);
        var steps = new StepPrinter(shell, output, reports);
        var answers = new CutOverPrinter(shell, output);
        if (watches)
        {
            return await new CutOverWatch(check, steps, answers, shell).RunAsync(interval ?? UsualInterval, limit, cancellationToken);
        }

        var status = await steps.PrintAsync(CutOverCheck.Title, options.Domain.Value, check.RunAsync(cancellationToken), cancellationToken);
        answers.PrintAll(check.Findings!);
        return status;
    }

    private CutOverOptions? Check(ParseResult parsed, Findings findings)
    {
        var domain = default(DomainName);
        if (parsed.Required(_domain, "Write what is behind the @ of the addresses, such as new.example.", findings) is { } text && !DomainName.TryParse(text, out domain))
        {
            findings.Refuse(_domain.Name, $"\"{text}\" is not the name of a domain.", "Write what is behind the @ of the addresses, such as new.example.");
        }

        var options = new CutOverOptions
        {
            Domain = domain,
            Mx = Several(parsed, _mx, DomainName.Parse, CutOverOptions.MostExpected, findings),
            Spf = Several(parsed, _spf, SpfMechanism.Parse, CutOverOptions.MostExpected, findings),
            Autodiscover = Several(parsed.Text(_autodiscover) is { } target ? [target] : [], _autodiscover.Name, AutodiscoverTarget.Parse, 1, findings) is [var found] ? found : null,
            AutodiscoverKind = parsed.Word(_autodiscoverBy, CutOverPrinter.Kinds, AutodiscoverKind.Any, findings),
            Resolvers = Several(parsed, _resolver, NameServerText.ParseResolver, CutOverOptions.MostResolvers, findings),
            NameServers = Several(parsed, _nameServer, NameServerText.ParseNameServer, CutOverOptions.MostExpected, findings).DistinctBy(server => server.Key).ToDictionary(),
        };
        if (findings.AreClean && !options.ExpectsSomething)
        {
            findings.Refuse("command line", "It does not say what the records are to become.", $"Write at least one of {_mx.Name}, {_spf.Name} and {_autodiscover.Name}.");
        }

        if (parsed.Text(_autodiscoverBy) is not null && parsed.Text(_autodiscover) is null)
        {
            findings.Refuse(_autodiscoverBy.Name, "It says by which record, and not where to.", $"Name the new server with {_autodiscover.Name}.");
        }

        return findings.AreClean ? options : null;
    }

    private static List<T> Several<T>(ParseResult parsed, Option<string[]> option, Func<string, T> parse, int most, Findings findings) =>
        Several(parsed.Texts(option), option.Name, parse, most, findings);

    private static List<T> Several<T>(IReadOnlyList<string> texts, string option, Func<string, T> parse, int most, Findings findings)
    {
        List<T> read = [];
        foreach (var text in texts)
        {
            try
            {
                read.Add(parse(text));
            }
            catch (FormatException e)
            {
                findings.Refuse(option, e.Message, "");
            }
        }

        if (texts.Count > most)
        {
            findings.Refuse(option, $"It is given {texts.Count} times.", $"Give it {most} times at most.");
        }

        return read;
    }
}
