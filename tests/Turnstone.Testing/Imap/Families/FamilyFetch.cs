using System.Globalization;

namespace Turnstone.Testing.Imap.Families;

/// <summary>Answers UID FETCH in a character's way.</summary>
internal static class FamilyFetch
{
    public static void Answer(FamilyCharacter character, FamilyFolder folder, FamilyCommand command, Action<IReadOnlyList<string>> say)
    {
        var space = command.Arguments.IndexOf(' ', StringComparison.Ordinal);
        var (set, wanted) = (command.Arguments[..space], command.Arguments[(space + 1)..]);
        var messages = folder.Messages;
        var isIn = SetOf(set, messages.Count == 0 ? 0 : messages[^1].Uid);
        var brought = 0;
        for (var index = 0; index < messages.Count && brought < character.MostAtOnce; index++)
        {
            var message = messages[index];
            if (!isIn(message.Uid))
            {
                continue;
            }

            brought++;
            if (command.ReadsContent)
            {
                message.Asked++;
                if (character.Refuses(message) is { } refusal)
                {
                    say([refusal]);
                    return;
                }

                message.IsSeen |= character.SetsSeen;
            }

            say([FormattableString.Invariant($"* {index + 1} FETCH {character.Arrange(Pairs(character, message, wanted, command.ReadsContent))}")]);
        }

        say([.. character.Aside(folder, command), "$ OK done"]);
    }

    private static List<string> Pairs(FamilyCharacter character, FamilyMessage message, string wanted, bool readsContent)
    {
        var pairs = new List<string> { FormattableString.Invariant($"UID {message.Uid}") };
        if (readsContent)
        {
            return character.Content(message) is { } content ? [.. pairs, content] : pairs;
        }

        if (wanted.Contains("FLAGS", StringComparison.Ordinal))
        {
            pairs.Add($"FLAGS {character.Flags(message)}");
        }

        if (wanted.Contains("INTERNALDATE", StringComparison.Ordinal) && character.Date(message) is { } date)
        {
            pairs.Add($"INTERNALDATE {date}");
        }

        if (wanted.Contains("RFC822.SIZE", StringComparison.Ordinal) && character.Size(message) is { } size)
        {
            pairs.Add($"RFC822.SIZE {size}");
        }

        pairs.AddRange(character.Extras(message));
        return pairs;
    }

    /// <summary>Which UIDs a set names; <c>*</c> is the highest there is (RFC 9051 section 9).</summary>
    private static Func<uint, bool> SetOf(string set, uint highest)
    {
        var ranges = set.Split(',').Select(range =>
        {
            var ends = range.Split(':').Select(end => end == "*" ? highest : uint.Parse(end, CultureInfo.InvariantCulture)).ToList();
            return (Low: ends.Min(), High: ends.Max());
        }).ToList();
        return uid => ranges.Exists(range => uid >= range.Low && uid <= range.High);
    }
}
