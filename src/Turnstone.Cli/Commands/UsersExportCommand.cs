using System.CommandLine;
using System.Text;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Cli.Users;
using Turnstone.Connectors.Imap;
using Turnstone.Connectors.Imap.Families;
using Turnstone.Connectors.Imap.Users;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone users export</c>: a source's users as the list of mailboxes to move.</summary>
internal sealed class UsersExportCommand : ShellCommand
{
    private const string Standard = "-";
    private readonly Option<string?> _source;
    private readonly Option<string?> _login;
    private readonly Option<string?> _passwordFile;
    private readonly Option<string?> _from;
    private readonly Option<string?> _sourceDomain;
    private readonly Option<string?> _destinationDomain;
    private readonly Option<string?> _to;
    private readonly Option<string[]> _trust;
    private readonly Option<string?> _password;

    public UsersExportCommand()
        : base("export", "Lists a source's users as the CSV of --mailboxes, passwords left blank. Cyrus tells its administrators; for other servers it says which command there gives the list, and takes that with --from.")
    {
        _source = Add("--source", "imaps://host[:993] | imap://host[:143]", "The IMAP server to ask.");
        _login = Add("--login", "name", "One of its administrators (Cyrus: admins in imapd.conf).", "--source-login");
        _passwordFile = Add("--password-file", "file", "The password; else TURNSTONE_SOURCE_PASSWORD.", "--source-password-file");
        _from = Add("--from", "file | -", "Instead of asking: a list with a login or address a line, as doveadm user '*' or zmprov -l gaa print it; - reads standard input.");
        _sourceDomain = Add("--source-domain", "domain", "The domain of the addresses of logins that have none.");
        _destinationDomain = Add("--destination-domain", "domain", "The domain of the addresses at the destination. Default: addresses stay as they are.");
        _to = Add("--to", "file | -", "Where the list goes. Default: standard output.");
        _trust = AddMany("--trust", "pem", "A certificate authority to believe besides the system's. Repeatable.");
        _password = AddForbiddenPassword("--password");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        parsed.RefusePassword(_password, _passwordFile.Name, PasswordSource.SourceVariable, findings);
        var rows = new UserRows(Domain(parsed, _sourceDomain, findings), Domain(parsed, _destinationDomain, findings));
        var from = parsed.Text(_from);
        var logins = from is null ? null : Listed(from, findings, shell);
        var options = from is null ? Asked(parsed, findings, shell) : null;
        foreach (var other in new[] { _source, _login, _passwordFile }.Where(other => from is not null && parsed.GetResult(other) is not null))
        {
            findings.Refuse(other.Name, $"With {_from.Name} no server is asked.", "Leave one of them out.");
        }

        var to = parsed.Text(_to) is { } file and not Standard ? Path.GetFullPath(file) : null;
        if (to is not null && findings.AreClean)
        {
            WritablePlace.Require(_to.Name, Path.GetDirectoryName(to)!, findings);
        }

        FindingsPrinter.Print(findings, shell);
        if (!findings.AreClean)
        {
            return ExitStatus.WrongUse;
        }

        try
        {
            logins ??= await AskAsync(options!, shell, cancellationToken);
            return logins is null ? ExitStatus.Refused : await WriteAsync(rows, logins, to, shell, cancellationToken);
        }
        catch (SessionException error)
        {
            FindingsPrinter.PrintTrouble([error.Failure.Message, error.Failure.Remedy], shell);
            return ExitStatus.MailboxFailed;
        }
    }

    /// <summary>The logins that a server tells; null where it does not, and what to do instead is said.</summary>
    private async Task<IReadOnlyList<string>?> AskAsync(ImapSourceOptions options, Shell shell, CancellationToken cancellationToken)
    {
        var users = await new ImapUserList(options, shell.Time).ReadAsync(cancellationToken);
        if (users.Logins is { Count: > 0 } logins)
        {
            return logins;
        }

        FindingsPrinter.PrintTrouble(
            [
                users.Logins is null
                    ? $"{options.Endpoint.Host} is {ServerFamilies.NameOf(users.Family)}, which tells nobody its users by IMAP."
                    : $"{options.Endpoint.Host} shows {options.SignIn.Login} no mailboxes of users: that account is none of its administrators, or there are no users.",
                UserListAdvice.For(users.Family),
                $"Then: turnstone users export {_from.Name} users.txt",
            ],
            shell);
        return null;
    }

    private static async Task<int> WriteAsync(UserRows rows, IReadOnlyList<string> logins, string? to, Shell shell, CancellationToken cancellationToken)
    {
        foreach (var login in logins)
        {
            rows.Add(login);
        }

        foreach (var remark in rows.Remarks)
        {
            shell.Error.WriteLine($"Note: {VisibleText.Of(remark)}");
        }

        var left = logins.Count - rows.Rows.Count;
        var leftOut = left > 0 ? $", {Quantity.Count(left)} left out" : "";
        if (rows.Rows.Count == 0)
        {
            FindingsPrinter.PrintTrouble([$"No users{leftOut}; nothing was written."], shell);
            return ExitStatus.Refused;
        }

        try
        {
            await (to is null ? UserListWriter.WriteAsync(shell.Out, rows.Rows, cancellationToken) : UserListWriter.WriteAsync(to, rows.Rows, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            FindingsPrinter.PrintTrouble([$"{to ?? "Standard output"} cannot be written: {FileTrouble.Say(e)}."], shell);
            return ExitStatus.WrongUse;
        }

        shell.Error.WriteLine($"{Quantity.Count(rows.Rows.Count)} user{(rows.Rows.Count == 1 ? "" : "s")}{(to is null ? "" : $" written to {to}")}{leftOut}.");
        return ExitStatus.Fine;
    }

    private IReadOnlyList<string>? Listed(string from, Findings findings, Shell shell)
    {
        try
        {
            if (from == Standard)
            {
                return LoginList.Read(shell.In, ImapUserList.MostUsers);
            }

            using var text = CsvTable.TextOf(File.OpenRead(from));
            return LoginList.Read(text, ImapUserList.MostUsers);
        }
        catch (DecoderFallbackException)
        {
            findings.Refuse(_from.Name, $"{from} is not UTF-8 text.", "Save the list as UTF-8.");
        }
        catch (FormatException e)
        {
            findings.Refuse(_from.Name, e.Message, "Leave one login or address in each line.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            findings.Refuse(_from.Name, $"{from} cannot be read: {FileTrouble.Say(e)}.", "Name a readable file with a login a line.");
        }

        return null;
    }

    private ImapSourceOptions? Asked(ParseResult parsed, Findings findings, Shell shell)
    {
        var source = parsed.RequiredAs(_source, $"Write imaps://mail.old.example, or name a list of logins with {_from.Name}.", ImapEndpoint.Parse, findings);
        var login = parsed.Required(_login, "Write the administrator's login.", findings);
        var file = parsed.Text(_passwordFile);
        var password = PasswordSource.Read(_passwordFile.Name, file, PasswordSource.SourceVariable, shell, findings);
        if (password is null && file is null)
        {
            findings.Refuse(_passwordFile.Name, "There is no password.", $"Name a file with {_passwordFile.Name}, or set {PasswordSource.SourceVariable}.");
        }

        var trusted = TrustFiles.Read(parsed.Texts(_trust), findings);
        return findings.AreClean ? new ImapSourceOptions { Endpoint = source!, SignIn = new ImapSignIn.Password(login!, password!), TrustedAuthorities = trusted } : null;
    }

    private static string? Domain(ParseResult parsed, Option<string?> option, Findings findings)
    {
        if (parsed.Text(option)?.Trim().TrimStart('@') is not { } domain)
        {
            return null;
        }

        if (Uri.CheckHostName(domain) != UriHostNameType.Dns)
        {
            findings.Refuse(option.Name, $"\"{domain}\" is no domain.", "Write it as it stands behind the @, such as old.example.");
        }

        return domain;
    }
}
