namespace Turnstone.Engine.Reporting;

/// <summary>A report on disk, in the form its name ends in. A reader sees the old report or the new one, never half of one.</summary>
public sealed class ReportFile
{
    private static readonly Dictionary<string, Func<IReportWriter>> Forms = new(StringComparer.OrdinalIgnoreCase)
    {
        [".json"] = static () => new JsonReportWriter(),
        [".csv"] = static () => new CsvReportWriter(),
        [".html"] = static () => new HtmlReportWriter(),
    };

    private readonly IReportWriter _writer;

    private ReportFile(string path, IReportWriter writer)
    {
        FullPath = path;
        _writer = writer;
    }

    /// <summary>Where the report goes.</summary>
    public string FullPath { get; }

    /// <summary>Chooses the form by the ending; null where the ending names none.</summary>
    public static ReportFile? TryFor(string path) =>
        Forms.TryGetValue(Path.GetExtension(path), out var make) ? new ReportFile(Path.GetFullPath(path), make()) : null;

    /// <summary>Writes beside the place, then moves: a crash leaves what was there before.</summary>
    /// <exception cref="IOException">The place cannot be written.</exception>
    public async Task WriteAsync(RunReport report, CancellationToken cancellationToken)
    {
        var temporary = $"{FullPath}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 << 10, useAsync: true))
            {
                await _writer.WriteAsync(report, file, cancellationToken);
                await file.FlushAsync(cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, FullPath, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
