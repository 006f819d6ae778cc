using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Turnstone.Client.Preparation;

namespace Turnstone.Server.Preparation;

/// <summary>The answers as somebody writes them. They travel in the page's address, so that a link leads to the same scripts, and in those of the downloads.</summary>
internal sealed class PreparationForm
{
    /// <summary>The fields that it shows.</summary>
    public static readonly string[] Fields = ["account", "createAccount", "access", "mailboxes", "group", "filter", "throttling", "ews", "messageSize"];

    private const double Megabyte = 1 << 20;

    /// <summary>A form with these answers in it.</summary>
    public PreparationForm(PreparationAnswers answers)
    {
        (Account, CreatesAccount, Throttles, SwitchesOn) = (answers.Account, answers.CreateAccount, answers.Throttling, answers.Ews);
        (Access, Mailboxes, Group, Filter) = ($"{answers.Access ?? PreparationAccess.FullAccess}", $"{answers.Mailboxes}", answers.Group, answers.Filter);
        Size = (answers.MessageSize / Megabyte)?.ToString(CultureInfo.InvariantCulture);
    }

    public string? Account { get; set; }

    public bool CreatesAccount { get; set; }

    public string? Access { get; set; }

    public string? Mailboxes { get; set; }

    public string? Group { get; set; }

    public string? Filter { get; set; }

    public bool Throttles { get; set; }

    public bool SwitchesOn { get; set; }

    /// <summary>The largest message in MB.</summary>
    public string? Size { get; set; }

    /// <summary>Whether group and filter are asked for.</summary>
    public bool Impersonates => Access == nameof(PreparationAccess.Impersonation);

    /// <summary>As the contract has them. What is not shown is not meant; what is no number is a size that Exchange does not take, and so found fault with where it stands.</summary>
    public PreparationAnswers ToAnswers() => new()
    {
        Account = Given(Account) ?? "", CreateAccount = CreatesAccount, Access = Word(Access, PreparationAccess.FullAccess), Mailboxes = Word(Mailboxes, PreparedMailboxes.Project),
        Group = Impersonates ? Given(Group) : null, Filter = Impersonates ? Given(Filter) : null, Throttling = Throttles, Ews = SwitchesOn, MessageSize = Bytes(Size),
    };

    /// <summary>Answers from a page's address, where it has any; what it leaves out is as suggested.</summary>
    public static PreparationAnswers Read(string query, PreparationAnswers suggested)
    {
        var values = QueryHelpers.ParseQuery(query);
        return values.Count == 0 ? suggested : new PreparationAnswers
        {
            Account = Of("account") ?? suggested.Account, CreateAccount = Is("createAccount", false), Access = Word(Of("access"), suggested.Access ?? PreparationAccess.FullAccess),
            Mailboxes = Word(Of("mailboxes"), PreparedMailboxes.Project), Group = Of("group"), Filter = Of("filter"), Throttling = Is("throttling", true), Ews = Is("ews", true),
            MessageSize = long.TryParse(Of("messageSize"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null,
        };

        string? Of(string name) => values.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

        bool Is(string name, bool usual) => bool.TryParse(Of(name), out var value) ? value : usual;
    }

    /// <summary>A path with answers, as both the page and the REST interface read them.</summary>
    public static string ToAddress(string path, PreparationAnswers answers)
    {
        var values = new Dictionary<string, string?>
        {
            ["account"] = answers.Account, ["createAccount"] = answers.CreateAccount ? "true" : null, ["access"] = answers.Access is { } access ? Camel(access) : null,
            ["mailboxes"] = Camel(answers.Mailboxes), ["group"] = answers.Group, ["filter"] = answers.Filter, ["throttling"] = answers.Throttling ? null : "false", ["ews"] = answers.Ews ? null : "false",
            ["messageSize"] = answers.MessageSize?.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(path, values.Where(value => value.Value is not null));
    }

    private static string Camel<T>(T word)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{word}");

    private static T Word<T>(string? text, T usual)
        where T : struct, Enum => QueryWord<T>.TryParse(text, out var word) ? word.Value : usual;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static long? Bytes(string? megabytes) => Given(megabytes) is not { } text ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue ? (long)(number * Megabyte) : 0;
}
