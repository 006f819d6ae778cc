using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Users;

/// <summary>Makes rows of logins, and says of each that becomes none why.</summary>
/// <param name="sourceDomain">The domain of logins that have none; null where all are to be addresses.</param>
/// <param name="destinationDomain">The domain at the destination; null where addresses stay as they are.</param>
internal sealed class UserRows(string? sourceDomain, string? destinationDomain)
{
    private const int MostNamed = 10;

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
    private readonly Dictionary<Why, List<string>> _leftOut = [];

    /// <summary>In the order they came.</summary>
    public IReadOnlyList<UserRow> Rows => _rows;

    private enum Why
    {
        System,
        Formula,
        NoAddress,
        Again,
        Taken,
    }

    /// <summary>What was left out, and why; a sentence or two for each reason.</summary>
    public IEnumerable<string> Remarks => _leftOut.OrderBy(some => some.Key).Select(some => Words(some.Key, Names(some.Value)));

    /// <summary>Adds a login.</summary>
    public void Add(string login)
    {
        if (IsSystem(login))
        {
            LeaveOut(Why.System, login);
        }
        else if (Formula.Contains(login[0], StringComparison.Ordinal))
        {
            LeaveOut(Why.Formula, login);
        }
        else if (!SmtpAddress.TryParse(login.Contains('@', StringComparison.Ordinal) || sourceDomain is null ? login : $"{login}@{sourceDomain}", out var source))
        {
            LeaveOut(Why.NoAddress, login);
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
            LeaveOut(Why.Again, login);
        }
        else if (!_destinations.Add(destination))
        {
            LeaveOut(Why.Taken, login);
        }
        else
        {
            _rows.Add(new UserRow(source, login == source.Value ? null : login, destination));
        }
    }

    private void LeaveOut(Why why, string login)
    {
        if (!_leftOut.TryGetValue(why, out var logins))
        {
            _leftOut[why] = logins = [];
        }

        logins.Add(login);
    }

    private string Words(Why why, string names) => why switch
    {
        Why.System => $"Left out as the system's and no person's: {names}.",
        Why.Formula => $"Left out, since spreadsheets take what begins so for a formula: {names}. Write such rows by hand.",
        Why.NoAddress => $"Left out as no mail address: {names}.{(sourceDomain is null ? " Name the domain of such logins with --source-domain." : "")}",
        Why.Again => $"Left out as listed before: {names}.",
        Why.Taken => $"Left out, since the address at the destination is another user's already: {names}. Write such rows by hand.",
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, "No words for this reason."),
    };

    private static string Names(List<string> logins) =>
        string.Join(", ", logins.Take(MostNamed)) + (logins.Count > MostNamed ? $" and {Quantity.Count(logins.Count - MostNamed)} more" : "");

    private static bool IsSystem(string login)
    {
        var name = login.Split('@')[0];
        return SystemNames.Contains(name) || SystemBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
    }
}
