namespace Turnstone.Ews.Soap;

/// <summary>A rendered request: its exact length is known, its messages are still unread. It can be written any number of times.</summary>
internal sealed class SoapRequest(IReadOnlyList<SoapSegment> segments)
{
    public long Length { get; } = segments.Sum(segment => segment.WireLength);

    /// <summary>
    /// Writes the whole request. <paramref name="wrote"/> hears of every write that went through, <paramref name="ending"/> before the first
    /// byte of the last segment (always XML) is handed over: until then nobody can have a whole request, from then on somebody might.
    /// </summary>
    public async Task WriteToAsync(Stream destination, Action wrote, Action ending, CancellationToken cancellationToken)
    {
        int message = 0;
        foreach (SoapSegment segment in segments)
        {
            if (ReferenceEquals(segment, segments[^1]))
            {
                ending();
            }

            switch (segment)
            {
                case SoapSegment.Xml xml:
                    await destination.WriteAsync(xml.Bytes, cancellationToken);
                    wrote();
                    break;
                case SoapSegment.Mime mime:
                    await Base64Stream.EncodeAsync(mime.Source, mime.Length, message++, destination, wrote, cancellationToken);
                    break;
            }
        }
    }
}
