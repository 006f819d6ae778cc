namespace Turnstone.Engine.Reporting;

/// <summary>A form a report can be written in. Item notes are read as they are written, never gathered.</summary>
public interface IReportWriter
{
    /// <summary>Writes the whole report; the stream stays the caller's.</summary>
    Task WriteAsync(RunReport report, Stream output, CancellationToken cancellationToken);
}
