using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;

namespace Turnstone.Server.Notices;

/// <summary>
/// What of Liquid may stand in a project's words: values by name, a few filters, and choosing by <c>if</c> and <c>unless</c>. Nothing that
/// repeats: whoever may word a notice shall not be able to keep the server busy.
/// </summary>
internal static partial class NoticeLanguage
{
    private static readonly FluidParser Parser = new();

    /// <summary>The template; null with the fault where it is none, or names what is not there.</summary>
    public static IFluidTemplate? Parse(string text, IReadOnlyList<string> names, out string? fault)
    {
        if (!Parser.TryParse(text, out var template, out var error))
        {
            fault = $"{PlaceIn(error)}it cannot be read. Every {{{{ and {{% needs its end, every if its endif; write a value as {{{{ {names[0]} }}}}.";
            return null;
        }

        var check = new NoticeLanguageCheck(names);
        check.VisitTemplate(template);
        fault = check.Fault is { } found ? $"{PlaceOf(text, found.Word)}{found.Message}" : null;
        return fault is null ? template : null;
    }

    // The parser writes it as "(line:column)".
    private static string PlaceIn(string error) =>
        Place().Match(error) is { Success: true } place ? $"Line {place.Groups["line"].Value}, column {place.Groups["column"].Value}: " : "";

    // The tree knows no places: the first tag that holds the word is meant. No word, no place.
    private static string PlaceOf(string text, string word)
    {
        foreach (var tag in word.Length == 0 ? [] : Tag().Matches(text).AsEnumerable())
        {
            if (Regex.Match(tag.Value, $@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.CultureInvariant) is { Success: true } found)
            {
                var before = text[..(tag.Index + found.Index)];
                return $"Line {before.Count(letter => letter == '\n') + 1}, column {before.Length - before.LastIndexOf('\n')}: ";
            }
        }

        return "";
    }

    [GeneratedRegex(@"\((?<line>\d+):(?<column>\d+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Tag();
}
