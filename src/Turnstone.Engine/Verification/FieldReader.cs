using System.Globalization;
using System.Text;
using MimeKit;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Verification;

/// <summary>The header of a message as meanings: what two ways of writing the same field have in common.</summary>
internal static class FieldReader
{
    public static void Read(HeaderList headers, ParserOptions options, MessageFacts facts)
    {
        var people = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var importance = new List<string>();
        foreach (var header in headers.Where(header => !LegitimateChanges.IsLeftOut(header)))
        {
            var name = header.Field.ToLowerInvariant();
            switch (header.Id)
            {
                case HeaderId.From or HeaderId.Sender or HeaderId.To or HeaderId.Cc or HeaderId.Bcc or HeaderId.ReplyTo:
                    people.TryAdd(name, []);
                    people[name].AddRange(PeopleOf(header, options));
                    break;
                case HeaderId.Importance or HeaderId.Priority or HeaderId.XPriority or HeaderId.XMSMailPriority:
                    // Importance speaks before the others (LegitimateChanges.Importance).
                    importance.Insert(header.Id == HeaderId.Importance ? 0 : importance.Count, ImportanceOf(header));
                    break;
                case HeaderId.Sensitivity:
                    facts.Fields.Remove(name);
                    AddIfSaid(facts, name, SensitivityOf(header));
                    break;
                case HeaderId.Date or HeaderId.Subject or HeaderId.MessageId or HeaderId.InReplyTo or HeaderId.References:
                    if (!facts.Fields.ContainsKey(name))
                    {
                        AddIfSaid(facts, name, MeaningOf(header));
                    }

                    break;
                default:
                    AddIfSaid(facts, name, Unfolded(header));
                    break;
            }
        }

        foreach (var (name, all) in people)
        {
            AddIfSaid(facts, name, name is "from" or "sender" ? all.FirstOrDefault("") : string.Join('\n', all));
        }

        AddIfSaid(facts, "importance", importance.FirstOrDefault(word => word.Length > 0, "") is var word && word == "normal" ? "" : word);
    }

    // LegitimateChanges.EmptyFields.
    private static void AddIfSaid(MessageFacts facts, string name, string meaning)
    {
        if (meaning.Length > 0)
        {
            facts.Add(name, meaning);
        }
    }

    private static string MeaningOf(Header header) => header.Id switch
    {
        HeaderId.Date => DateField.Read(header.Value) is { } date
            ? date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : "",
        HeaderId.Subject => Unfolded(header),
        _ => string.Concat(Unfolded(header).Where(c => c != ' ')),
    };

    /// <summary>Name and address of each mailbox, groups resolved (LegitimateChanges.Groups, NoAddresses). The parser bounds how deep groups go.</summary>
    private static IEnumerable<string> PeopleOf(Header header, ParserOptions options) =>
        InternetAddressList.TryParse(options, header.RawValue, out var list) ? list.SelectMany(PeopleOf) : PersonOf(Unfolded(header), "");

    private static IEnumerable<string> PeopleOf(InternetAddress address) => address switch
    {
        GroupAddress { Members.Count: > 0 } group => group.Members.SelectMany(PeopleOf),
        MailboxAddress mailbox => PersonOf(OneBlank(mailbox.Name ?? ""), mailbox.Address),
        _ => PersonOf(OneBlank(address.Name ?? ""), ""),
    };

    private static IEnumerable<string> PersonOf(string name, string address) => name.Length + address.Length == 0 ? [] : [$"{name} <{address}>"];

    private static string ImportanceOf(Header header) => Unfolded(header).ToLowerInvariant() switch
    {
        ['h', 'i', 'g', 'h', ..] or "urgent" or ['1', ..] or ['2', ..] => "high",
        ['l', 'o', 'w', ..] or "non-urgent" or ['4', ..] or ['5', ..] => "low",
        ['n', 'o', 'r', 'm', 'a', 'l', ..] or ['3', ..] => "normal",
        _ => "",
    };

    private static string SensitivityOf(Header header) => Unfolded(header).ToLowerInvariant() is "personal" or "private" or "company-confidential"
        ? Unfolded(header).ToLowerInvariant() : "";

    private static string Unfolded(Header header) => OneBlank(header.Value);

    // LegitimateChanges.Folding.
    private static string OneBlank(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var isBlank = c is ' ' or '\t' or '\r' or '\n';
            if (!isBlank || (result.Length > 0 && result[^1] != ' '))
            {
                result.Append(isBlank ? ' ' : c);
            }
        }

        return result.ToString().TrimEnd(' ');
    }
}
