using Turnstone.Engine.Mailboxes;

namespace Turnstone.Cli.Users;

/// <summary>Makes rows of logins, and says of each that becomes none why.</summary>
/// <param name="sourceDomain">The domain of logins that have none; null where all are to be addresses.</param>
/// <param name="destinationDomain">The domain at the destination; null where addresses stay as they are.</param>
internal sealed class UserRows(string? sourceDomain, string? destinationDomain)
{
    // Zimbra's own accounts, as its installer names them; accounts of a Unix system that nobody reads mail as; Cyrus' administrator.
    private static readonly string[] SystemBeginnings = ["spam.", "ham.", "virus-quarantine.", "galsync"];

    private static readonly HashSet<string> SystemNames = new(
        ["root", "daemon", "bin", "sys", "sync", "games", "man", "lp", "mail", "news", "uucp", "proxy", "www-data", "backup", "nobody", "postfix", "dovecot", "dovenull", "vmail", "cyrus", "anonymous", "anyone"],
        StringComparer.OrdinalIgnoreCase);

    // What a spreadsheet takes for a formula; the list's writer would put an apostrophe before it, and the address would be another one.
    private const string Formula = "=+-@＝＋－＠";

    private readonly List<UserRow> _rows = [];
    private readonly HashSet<SmtpAddress> _sources = [];
    private readonly HashSet<SmtpAddress> _destinations = [];
    private readonly List<string> _remarks = [];

    /// <summary>In the order they came.</summary>
    public IReadOnlyList<UserRow> Rows => _rows;

    /// <summary>What was left out, and why; a sentence each.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Adds a login.</summary>
    public void Add(string login)
    {
        if (IsSystem(login))
        {
            _remarks.Add($"{login} is left out: it is the system's, not a person's.");
        }
        else if (Formula.Contains(login[0], StringComparison.Ordinal))
        {
            _remarks.Add($"{login} is left out: spreadsheets take what begins so for a formula. Write its row by hand.");
        }
        else if (!SmtpAddress.TryParse(login.Contains('@', StringComparison.Ordinal) || sourceDomain is null ? login : $"{login}@{sourceDomain}", out var source))
        {
            _remarks.Add($"{login} is left out: it is no mail address.{(sourceDomain is null ? " Name the domain of its address with --source-domain." : "")}");
        }
        else
        {
            Add(login, source);
        }
    }

    private void Add(string login, SmtpAddress source)
    {
        var destination = destinationDomain is null ? source : SmtpAddress.Parse($"{source.Value[..source.Value.LastIndexOf('@')]}@{destinationDomain}");
        if (!_sources.Add(source))
        {
            _remarks.Add($"{login} is left out: {source} was listed before.");
        }
        else if (!_destinations.Add(destination))
        {
            _remarks.Add($"{login} is left out: {destination} is another user's already. Write its row by hand.");
        }
        else
        {
            _rows.Add(new UserRow(source, login == source.Value ? null : login, destination));
        }
    }

    private static bool IsSystem(string login)
    {
        var name = login.Split('@')[0];
        return SystemNames.Contains(name) || SystemBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
    }
}
