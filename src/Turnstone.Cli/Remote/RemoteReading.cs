using System.CommandLine;
using System.Globalization;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Settings;

namespace Turnstone.Cli.Remote;

/// <summary>Reads what commands that ask a server have besides options.</summary>
internal static class RemoteReading
{
    extension(ParseResult parsed)
    {
        /// <summary>The word; a fault, and an empty text, where it is missing or blank.</summary>
        public string Word(Argument<string?> argument, string remedy, Findings findings)
        {
            if (parsed.GetResult(argument)?.Tokens is [.., { Value: var text }] && !string.IsNullOrWhiteSpace(text))
            {
                return text.Trim();
            }

            findings.Refuse($"<{argument.Name}>", "It is missing.", remedy);
            return "";
        }

        /// <summary>All the words; a fault where there is none.</summary>
        public IReadOnlyList<string> Words(Argument<string[]> argument, string remedy, Findings findings)
        {
            IReadOnlyList<string> words = [.. parsed.GetResult(argument)?.Tokens.Select(token => token.Value.Trim()) ?? []];
            if (words.Count == 0)
            {
                findings.Refuse($"<{argument.Name}>", "It is missing.", remedy);
            }

            return words;
        }

        /// <summary>A moment such as <c>2026-12-01T20:00Z</c> or <c>…+01:00</c>; null where the option is not given.</summary>
        public DateTimeOffset? Moment(Option<string?> option, Findings findings)
        {
            if (parsed.Text(option) is not { } text)
            {
                return null;
            }

            string[] forms = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];
            if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            {
                return moment.ToUniversalTime();
            }

            findings.Refuse(option.Name, $"\"{text}\" is no moment.", "Write 2026-12-01T20:00Z, or 2026-12-01T21:00+01:00.");
            return null;
        }

        /// <summary>A decimal number above zero; null where the option is not given.</summary>
        public double? Decimal(Option<string?> option, Findings findings)
        {
            if (parsed.Text(option) is not { } text)
            {
                return null;
            }

            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                return number;
            }

            findings.Refuse(option.Name, $"\"{text}\" is not a number it takes.", "Write a number above zero, such as 50 or 0.5.");
            return null;
        }
    }
}
