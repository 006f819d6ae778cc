namespace Turnstone.Ews.Soap;

/// <summary>A rendered request: its exact length is known, its messages are still unread. It can be written any number of times.</summary>
internal sealed class SoapRequest(byte[] buffer, IReadOnlyList<SoapSegment> segments)
{
    public long Length { get; } = segments.Sum(segment => segment.WireLength);

    /// <summary>Writes the whole request; <paramref name="wrote"/> hears of every write that went through.</summary>
    public async Task WriteToAsync(Stream destination, Action<int> wrote, CancellationToken cancellationToken)
    {
        int message = 0;
        foreach (SoapSegment segment in segments)
        {
            switch (segment)
            {
                case SoapSegment.Xml xml:
                    await destination.WriteAsync(buffer.AsMemory(xml.Start, xml.Count), cancellationToken);
                    wrote(xml.Count);
                    break;
                case SoapSegment.Mime mime:
                    await Base64Stream.EncodeAsync(mime.Source, mime.Length, message++, destination, wrote, cancellationToken);
                    break;
            }
        }
    }
}
