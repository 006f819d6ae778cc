using System.Text;
using Turnstone.Preparation.Exchange;

namespace Turnstone.Cli.Settings;

/// <summary>Two scripts on their way into a folder. Earlier ones of ours give way; anything else of that name stays.</summary>
internal sealed class ScriptFiles(string folder, PreparationScripts scripts)
{
    private IEnumerable<(string Path, string Text)> All =>
    [
        (Path.Combine(folder, PreparationScripts.ForwardName), scripts.Forward),
        (Path.Combine(folder, PreparationScripts.UndoName), scripts.Undo),
    ];

    /// <summary>Refuses where a file of somebody else would be overwritten.</summary>
    public void RefuseOthers(string option, Findings findings)
    {
        foreach (var (path, _) in All.Where(file => Directory.Exists(file.Path) || (File.Exists(file.Path) && !IsOurs(file.Path))))
        {
            findings.Refuse(option, $"{path} is there already and was not written by Turnstone.", "Name another folder, or move that file away.");
        }
    }

    public void Write()
    {
        foreach (var (path, text) in All)
        {
            File.WriteAllText(path, text, Encoding.ASCII);
        }
    }

    private static bool IsOurs(string path)
    {
        using var reader = new StreamReader(path, Encoding.ASCII);
        var begin = new char[PreparationScripts.Mark.Length];
        return reader.ReadBlock(begin) == begin.Length && new string(begin) == PreparationScripts.Mark;
    }
}
