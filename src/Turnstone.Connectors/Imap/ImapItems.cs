using System.Globalization;
using MimeKit.Utils;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>Turns a FETCH of flags, date and size into an item.</summary>
internal static class ImapItems
{
    /// <summary>A server may say anything; what is reckoned with must not overflow.</summary>
    private const long LargestSensible = 1L << 40;

    private static readonly Dictionary<string, ItemFlags> Flags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["\\Seen"] = ItemFlags.Seen,
        ["\\Answered"] = ItemFlags.Answered,
        ["\\Flagged"] = ItemFlags.Flagged,
        ["\\Draft"] = ItemFlags.Draft,
        ["\\Deleted"] = ItemFlags.Deleted,
        ["$Forwarded"] = ItemFlags.Forwarded,
        ["Forwarded"] = ItemFlags.Forwarded,
    };

    public static SourceItem From(FetchAnswer answer, uint uid, SourceFolder folder)
    {
        var flags = ItemFlags.None;
        List<string>? keywords = null;
        foreach (var word in answer.Flags)
        {
            if (Flags.TryGetValue(word, out var flag))
            {
                flags |= flag;
            }
            else if (word[0] != '\\')
            {
                (keywords ??= []).Add(word);
            }
        }

        return new SourceItem
        {
            Uid = uid,
            Size = Math.Min(answer.Size ?? 0, LargestSensible),
            Received = SensibleDate(answer.Date),
            Flags = flags,
            Keywords = keywords ?? (IReadOnlyList<string>)[],
            Labels = folder.SharesMessages ? SharedMessages.LabelsOf(answer, folder) : [],
            Identity = folder.SharesMessages ? SharedMessages.IdentityOf(answer) : null,
        };
    }

    /// <summary>In UTC; one without a zone is taken for UTC. Null for what is no date, or says no more than that the server knows none.</summary>
    internal static DateTimeOffset? SensibleDate(string? text) =>
        text is not null && Read(text) is { } given && ReceivedTime.IsSensible(given) ? given.ToUniversalTime() : null;

    /// <summary>As RFC 9051 section 9 has it, else as mail writes dates, whose parser forgives more and knows no year before 1969.</summary>
    private static DateTimeOffset? Read(string text) =>
        DateTimeOffset.TryParseExact(
            text, "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal, out var exact) ? exact
        : DateUtils.TryParse(Blanked(text), out var given) ? given
        : null;

    private static string Blanked(string text)
    {
        var day = text.TrimStart();
        var time = day.IndexOf(' ', StringComparison.Ordinal);
        return time < 0 ? day.Replace('-', ' ') : day[..time].Replace('-', ' ') + day[time..];
    }
}
