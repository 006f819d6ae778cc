using System.CommandLine;
using Microsoft.Extensions.Logging;
using Npgsql;
using Turnstone.Cli.Output;
using Turnstone.Cli.Serving;
using Turnstone.Cli.Settings;
using Turnstone.Server;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone serve</c>: the control plane.</summary>
internal sealed class ServeCommand : ShellCommand
{
    /// <summary>The variable with the connection string: it may hold a password, which has no place on a command line.</summary>
    private const string DatabaseVariable = "TURNSTONE_DATABASE";

    /// <summary>For those who work on the pages, and nobody else: it stands in no help.</summary>
    private const string GalleryVariable = "TURNSTONE_GALLERY";

    private static readonly Dictionary<string, LogForm> Forms = new() { ["text"] = LogForm.Text, ["json"] = LogForm.Json };

    private readonly Option<string?> _data;
    private readonly Option<string?> _urls;
    private readonly Option<string?> _database;
    private readonly Option<string?> _keys;
    private readonly Option<string?> _publicUrl;
    private readonly ClusterOptions _cluster;
    private readonly Option<string?> _region;
    private readonly LicensingOptions _licensing;
    private readonly OpenIdOptions _openId;
    private readonly Option<string?> _log;
    private readonly Option<string?> _drain;

    public ServeCommand()
        : base("serve", "Serves the control plane with its REST interface. Prints \"ready\" when it serves; SIGTERM or Ctrl-C stops it. Mails go out by the server that TURNSTONE_SMTP_HOST and its fellows name.")
    {
        _data = Add("--data", "dir", "Keeps database, journals and keys here. Default ./turnstone-data.");
        _urls = Add("--urls", "URL", "Where to serve, several with ; between. Default http://127.0.0.1:8080; port 0 takes a free one.");
        _database = Add("--database-file", "file", $"A file with the Npgsql connection string of a PostgreSQL database, to keep rows there; else {DatabaseVariable}. Default: a database in --data.");
        _keys = Add("--keys", "dir", "The keys that stored credentials are encrypted with. Back them up apart from the database. Default: keys in --data.");
        _publicUrl = Add("--public-url", "URL", "Where people find the server, for links in mails. Default: the first of --urls.");
        _cluster = new ClusterOptions((option, value, says) => Add(option, value, says));
        _region = Add("--region", "name", "The one region whose projects this process runs. Default: all.");
        _licensing = new LicensingOptions((option, value, says) => Add(option, value, says));
        _openId = new OpenIdOptions((option, value, says) => Add(option, value, says), (option, value, says) => AddMany(option, value, says), AddSwitch);
        _log = Add("--log", "text|json", $"How the log is written, a line each, to the error stream: text for people, json for programs. Default text. {LogVariable.Name} names the least level: debug, information (default), warning or error.");
        _drain = Add("--drain", "seconds", "How long it serves on after it was asked to stop, while /health/ready says no already: for a balancer before several servers. Default 0.");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var settings = Check(parsed, findings, shell);
        var form = parsed.Word(_log, Forms, LogForm.Text, findings);
        var least = LevelOf(shell, findings);
        var drain = TimeSpan.FromSeconds(parsed.Number(_drain, 0, 300, 0, findings));
        FindingsPrinter.Print(findings, shell);
        return settings is null || !findings.AreClean ? ExitStatus.WrongUse : await ServeHost.RunAsync(
            settings, new ServingOptions { Log = form, LeastLevel = least, Drain = drain }, shell, cancellationToken);
    }

    private ServerSettings? Check(ParseResult parsed, Findings findings, Shell shell)
    {
        var data = parsed.Text(_data) ?? "turnstone-data";
        var urls = (parsed.Text(_urls) ?? "http://127.0.0.1:8080").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls)
        {
            UrlOf(_urls, url, findings);
        }

        var publicUrl = parsed.Text(_publicUrl) is { } text ? UrlOf(_publicUrl, text, findings) : null;
        var database = DatabaseOf(parsed, findings, shell);
        var cluster = _cluster.Read(parsed, database is not null || !findings.AreClean, shell.Environment, findings);
        var licensing = _licensing.Read(parsed, shell.Environment, findings);
        var openId = _openId.Read(parsed, shell.Environment, findings);
        var smtp = SmtpVariables.Read(shell.Environment, findings);
        if (findings.AreClean)
        {
            WritablePlace.Require(_data.Name, data, findings);
        }

        return !findings.AreClean ? null : new ServerSettings
        {
            DataDirectory = Path.GetFullPath(data),
            Urls = urls,
            Postgres = database,
            KeysDirectory = parsed.Text(_keys),
            Cluster = cluster,
            Region = parsed.Text(_region),
            PublicAddress = publicUrl,
            Smtp = smtp,
            Licensing = licensing,
            OpenId = openId,
            ServesGallery = shell.Environment(GalleryVariable) == "1",
        };
    }

    private static LogLevel LevelOf(Shell shell, Findings findings)
    {
        if (shell.Environment(LogVariable.Name) is not { Length: > 0 } text)
        {
            return LogLevel.Information;
        }

        if (!Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) || !Enum.IsDefined(level))
        {
            findings.Refuse(LogVariable.Name, "It names no level.", "Write debug, information, warning or error.");
        }

        return level;
    }

    private static Uri? UrlOf(Option option, string text, Findings findings)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0)
        {
            return url;
        }

        findings.Refuse(option.Name, $"\"{text}\" is no address to serve at.", "Write http://127.0.0.1:8080 or https://turnstone.example.com.");
        return null;
    }

    private string? DatabaseOf(ParseResult parsed, Findings findings, Shell shell)
    {
        var secret = parsed.Text(_database) is { } file ? SecretFile.Read(_database.Name, file, "connection string", findings) : null;
        var text = secret?.Reveal() ?? shell.Environment(DatabaseVariable);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(text).ConnectionString;
        }
        catch (ArgumentException)
        {
            // What it says may repeat the password.
            findings.Refuse(secret is null ? DatabaseVariable : _database.Name, "It is no connection string.", "Write Host=…;Database=…;Username=…;Password=….");
            return null;
        }
    }
}
