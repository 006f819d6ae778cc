namespace Turnstone.Preparation.WebConfig;

/// <summary>Some text takes the place of what stands at a place; of nothing, where the length is 0.</summary>
internal sealed record TextEdit(int Start, int Length, string Text)
{
    public int End => Start + Length;

    /// <summary>Makes all edits, which do not overlap.</summary>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        foreach (var edit in edits.OrderByDescending(edit => edit.Start))
        {
            text = text.Remove(edit.Start, edit.Length).Insert(edit.Start, edit.Text);
        }

        return text;
    }
}
