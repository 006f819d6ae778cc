namespace Turnstone.Engine.Reporting;

/// <summary>A form a report can be written in. What is long in it is read as it is written, never gathered.</summary>
/// <typeparam name="TReport">What is reported.</typeparam>
public interface IReportWriter<in TReport>
{
    /// <summary>Writes the whole report; the stream stays the caller's.</summary>
    Task WriteAsync(TReport report, Stream output, CancellationToken cancellationToken);
}
