using System.CommandLine;
using System.Globalization;
using Turnstone.Cli.Settings;

namespace Turnstone.Cli.Commands;

/// <summary>Reads option values and collects what is wrong with them. A fault gives a harmless value back: reading goes on.</summary>
internal static class OptionReading
{
    extension(ParseResult parsed)
    {
        /// <summary>What was written behind the option; null where it was not given, or given without a value (the parser tells of that).</summary>
        public string? Text(Option<string?> option) => parsed.GetResult(option)?.Tokens is [.., var last] ? last.Value : null;

        /// <summary>Whether a switch was written.</summary>
        public bool IsSet(Option<bool> option) => parsed.GetResult(option) is { Implicit: false };

        /// <summary>All that was written behind an option that may be repeated.</summary>
        public IReadOnlyList<string> Texts(Option<string[]> option) => [.. parsed.GetResult(option)?.Tokens.Select(token => token.Value) ?? []];

        /// <summary>The text; a fault where the option is missing or blank.</summary>
        public string? Required(Option<string?> option, string remedy, Findings findings)
        {
            var text = parsed.Text(option);
            if (!string.IsNullOrWhiteSpace(text))
            {
                return text;
            }

            // Given without a value: the parser has said so.
            if (parsed.GetResult(option) is null || text is not null)
            {
                findings.Refuse(option.Name, "It is missing.", remedy);
            }

            return null;
        }

        /// <summary>What <paramref name="parse"/> makes of the text; its <see cref="FormatException"/> becomes the fault.</summary>
        public T? RequiredAs<T>(Option<string?> option, string remedy, Func<string, T> parse, Findings findings)
            where T : class
        {
            if (parsed.Required(option, remedy, findings) is not { } text)
            {
                return null;
            }

            try
            {
                return parse(text);
            }
            catch (FormatException e)
            {
                findings.Refuse(option.Name, e.Message, "");
                return null;
            }
        }

        /// <summary>One of the words; <paramref name="fallback"/> where the option is not given.</summary>
        public T Word<T>(Option<string?> option, IReadOnlyDictionary<string, T> words, T fallback, Findings findings)
        {
            if (parsed.Text(option) is not { } text)
            {
                return fallback;
            }

            if (words.TryGetValue(text, out var value))
            {
                return value;
            }

            findings.Refuse(option.Name, $"\"{text}\" is none of its values.", $"Write {Choices.Of(words.Keys)}.");
            return fallback;
        }

        /// <summary>A whole number within bounds; <paramref name="fallback"/> where the option is not given.</summary>
        public int Number(Option<string?> option, int least, int most, int fallback, Findings findings)
        {
            if (parsed.Text(option) is not { } text)
            {
                return fallback;
            }

            if (int.TryParse(text, least < 0 ? NumberStyles.AllowLeadingSign : NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            findings.Refuse(option.Name, $"\"{text}\" is not a number it takes.", $"Write a whole number from {least} to {most}.");
            return fallback;
        }

        /// <summary>Refuses a password that was written on the command line, without repeating it.</summary>
        public void RefusePassword(Option<string?> option, string fileOption, string variable, Findings findings)
        {
            if (parsed.GetResult(option) is not null)
            {
                findings.Refuse(
                    option.Name,
                    "A password is never given on the command line, where everyone who lists processes reads it. Take it for known, and change it.",
                    $"Put it into a file and name that with {fileOption}, or set {variable}.");
            }
        }
    }
}
