using System.Globalization;
using System.Text;

namespace Turnstone.Preparation.WebConfig;

/// <summary>Shows edits the way <c>diff -u</c> does. For reading: ends of lines are not told apart.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    public static string Of(string text, IReadOnlyList<TextEdit> edits, string name)
    {
        if (edits.Count == 0)
        {
            return "";
        }

        var lines = Split(text);
        var starts = new List<int>();
        var end = 0;
        foreach (var line in lines)
        {
            starts.Add(end);
            end += line.Length;
        }

        var blocks = Blocks(edits, starts);
        var diff = new StringBuilder().Append(CultureInfo.InvariantCulture, $"--- {name}\n+++ {name} (patched)\n");
        var moved = 0;
        for (var i = 0; i < blocks.Count;)
        {
            // Blocks whose surroundings meet are one hunk.
            var last = i;
            while (last + 1 < blocks.Count && blocks[last + 1].First - blocks[last].Last <= 2 * Context)
            {
                last++;
            }

            moved += Hunk(diff, lines, starts, blocks[i..(last + 1)], moved);
            i = last + 1;
        }

        return diff.ToString();
    }

    private static List<Block> Blocks(IReadOnlyList<TextEdit> edits, List<int> starts)
    {
        var blocks = new List<Block>();
        foreach (var edit in edits.OrderBy(edit => edit.Start))
        {
            var (first, last) = (LineOf(starts, edit.Start), LineOf(starts, edit.End));
            if (blocks is [.., var before] && first <= before.Last)
            {
                blocks[^1] = new Block(before.First, Math.Max(before.Last, last), [.. before.Edits, edit]);
            }
            else
            {
                blocks.Add(new Block(first, last, [edit]));
            }
        }

        return blocks;
    }

    private static int Hunk(StringBuilder diff, List<string> lines, List<int> starts, List<Block> blocks, int moved)
    {
        var from = Math.Max(0, blocks[0].First - Context);
        var to = Math.Min(lines.Count - 1, blocks[^1].Last + Context);
        var body = new StringBuilder();
        var (old, fresh, next) = (0, 0, from);
        foreach (var block in blocks)
        {
            Put(' ', lines[next..block.First]);
            var removed = lines[block.First..(block.Last + 1)];
            Put('-', removed);
            var offset = starts[block.First];
            Put('+', Split(TextEdit.Apply(string.Concat(removed), block.Edits.Select(edit => edit with { Start = edit.Start - offset }))));
            next = block.Last + 1;
        }

        Put(' ', lines[next..(to + 1)]);
        diff.Append(CultureInfo.InvariantCulture, $"@@ -{from + 1},{old} +{from + 1 + moved},{fresh} @@\n").Append(body);
        return fresh - old;

        void Put(char sign, List<string> some)
        {
            old += sign == '+' ? 0 : some.Count;
            fresh += sign == '-' ? 0 : some.Count;
            foreach (var line in some)
            {
                body.Append(sign).Append(line.TrimEnd('\r', '\n')).Append('\n');
            }
        }
    }

    private static int LineOf(List<int> starts, int offset) => starts.BinarySearch(offset) is var found && found >= 0 ? found : ~found - 1;

    private static List<string> Split(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    private sealed record Block(int First, int Last, IReadOnlyList<TextEdit> Edits);
}
