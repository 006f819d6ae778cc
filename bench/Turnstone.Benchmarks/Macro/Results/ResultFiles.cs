using System.Text.Json;

namespace Turnstone.Benchmarks.Macro.Results;

/// <summary>Writes what was found: raw figures below artifacts, and the page, where the text between two marks is the run's and all else is ours.</summary>
/// <param name="word">What the run is called on the command line, and in its marks on the page.</param>
/// <param name="machine">Where it was made.</param>
internal sealed class ResultFiles(string word, string machine)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly string Root = FindRoot();

    /// <summary>Writes all there is so far; called after each scenario, so that a run that is broken off leaves what it had. Returns where the tables are.</summary>
    /// <param name="sections">All sections of this run.</param>
    /// <param name="intoPage">Whether the page of the repository is written too, which a run is for that left nothing out.</param>
    public string Write(IReadOnlyList<Section> sections, bool intoPage)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "bench")).FullName;
        var figures = sections.ToDictionary(section => section.Title, section => section.Figures.Select(Raw));
        File.WriteAllText(Path.Combine(folder, $"{word}.json"), JsonSerializer.Serialize(new { Machine = machine, Sections = figures }, Form));
        var text = $"Measured {machine}\n\n{string.Join('\n', sections.Select(section => section.ToMarkdown()))}";
        var file = Path.Combine(folder, $"{word}.md");
        File.WriteAllText(file, text);
        return intoPage ? WritePage(text) : file;
    }

    private string WritePage(string text)
    {
        var file = Path.Combine(Root, "docs", "performance.md");
        var page = File.ReadAllText(file);
        var (begin, end) = ($"<!-- {word}: written by ./bench.sh -->\n", $"<!-- {word}: end -->");
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal) + begin.Length, page.IndexOf(end, StringComparison.Ordinal));
        if (from < begin.Length || to < from)
        {
            throw new InvalidOperationException($"{file} has lost its marks: {begin.Trim()} and {end}.");
        }

        File.WriteAllText(file, $"{page[..from]}\n{text}\n{page[to..]}");
        return file;
    }

    private static object Raw(Figure figure) => new
    {
        figure.Mover,
        figure.Mail,
        Wire = figure.Wire.ToString(),
        figure.Items,
        figure.Bytes,
        Seconds = figure.Time.TotalSeconds,
        figure.ItemsPerSecond,
        Processor = new
        {
            Own = figure.Costs.Own.TotalSeconds,
            Source = figure.Costs.Source.TotalSeconds,
            Destination = figure.Costs.Destination.TotalSeconds,
            Ways = figure.Costs.Ways.TotalSeconds,
        },
        figure.Peak,
        figure.Note,
    };

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Turnstone.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Turnstone.slnx above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
