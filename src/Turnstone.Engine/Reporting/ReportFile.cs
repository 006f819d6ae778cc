namespace Turnstone.Engine.Reporting;

/// <summary>A report on disk, in the form its name ends in. A reader sees the old report or the new one, never half of one.</summary>
/// <typeparam name="TReport">What is reported.</typeparam>
public sealed class ReportFile<TReport>
{
    private readonly IReportWriter<TReport> _writer;

    internal ReportFile(string path, IReportWriter<TReport> writer)
    {
        FullPath = path;
        _writer = writer;
    }

    /// <summary>Where the report goes.</summary>
    public string FullPath { get; }

    /// <summary>Writes beside the place, then moves: a crash leaves what was there before.</summary>
    /// <exception cref="IOException">The place cannot be written.</exception>
    public async Task WriteAsync(TReport report, CancellationToken cancellationToken)
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
