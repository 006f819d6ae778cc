namespace Turnstone.Sandbox.Mime;

/// <summary>
/// The second part of a multipart/report. <paramref name="ReportType"/> is the parameter of the same name
/// (<c>delivery-status</c>, <c>disposition-notification</c>), <paramref name="Content"/> the decoded bytes.
/// </summary>
public sealed record StoredReport(string ReportType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The media type the part travels under.</summary>
    public string ContentType => "message/" + ReportType;
}
