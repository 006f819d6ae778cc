namespace Turnstone.Preparation.WebConfig;

/// <summary>How a file indents, so that what is put into it looks like the rest of it.</summary>
internal sealed class Indentation(string text)
{
    private readonly string _newLine = text.IndexOf('\n') switch
    {
        -1 => "",
        var at when at > 0 && text[at - 1] == '\r' => "\r\n",
        _ => "\n",
    };

    /// <summary>Elements, each within the one before, as first child of an element; written on lines of their own where the file has lines.</summary>
    public TextEdit Put(XmlSpot parent, IReadOnlyList<string> names, string innermost)
    {
        var outer = Of(parent);
        var step = parent.Children.Count > 0 && Of(parent.Children[0]) is var child && child.StartsWith(outer, StringComparison.Ordinal) && child.Length > outer.Length
            ? child[outer.Length..]
            : parent.Parent is { } above && outer.StartsWith(Of(above), StringComparison.Ordinal) && outer.Length > Of(above).Length
                ? outer[Of(above).Length..]
                : "  ";

        var lines = names.Select((name, depth) => Line(depth + 1, $"<{name}>"))
            .Append(Line(names.Count + 1, innermost))
            .Concat(names.Reverse().Select((name, depth) => Line(names.Count - depth, $"</{name}>")));
        var inserted = string.Concat(lines);
        if (!parent.IsEmpty)
        {
            return new TextEdit(parent.TagEnd, 0, inserted);
        }

        // <parent /> has to be opened first.
        var slash = text.LastIndexOf('/', parent.TagEnd - 1);
        var blank = slash;
        while (char.IsWhiteSpace(text[blank - 1]))
        {
            blank--;
        }

        return new TextEdit(blank, parent.TagEnd - blank, $">{inserted}{(_newLine.Length == 0 ? "" : _newLine + outer)}</{parent.Name}>");

        string Line(int depth, string tag) => _newLine.Length == 0 ? tag : _newLine + outer + string.Concat(Enumerable.Repeat(step, depth)) + tag;
    }

    // The blanks before an element that begins its line; nothing where something else does.
    private string Of(XmlSpot element)
    {
        var start = element.Start;
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        return start == 0 || text[start - 1] is '\n' or '\r' ? text[start..element.Start] : "";
    }
}
