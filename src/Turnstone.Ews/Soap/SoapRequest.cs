using Turnstone.Ews.Types;

namespace Turnstone.Ews.Soap;

/// <summary>A rendered request: its exact length is known, its messages are still unread. It can be written any number of times.</summary>
internal sealed class SoapRequest(IReadOnlyList<SoapSegment> segments)
{
    private readonly IReadOnlyList<IMimeSource> _messages = [.. segments.OfType<SoapSegment.Mime>().Select(segment => segment.Source)];

    public long Length { get; } = segments.Sum(segment => segment.WireLength);

    /// <summary>
    /// Writes the whole request. <paramref name="wrote"/> hears of every write that went through, <paramref name="ending"/> before the first
    /// byte of the last segment (always XML) is handed over: until then nobody can have a whole request, from then on somebody might. So that is
    /// when its messages are asked whether they are still to arrive, once all that is before it has left.
    /// </summary>
    /// <exception cref="MimeSourceException">A message failed, or is not to arrive after all.</exception>
    public async Task WriteToAsync(Stream destination, Action wrote, Action ending, CancellationToken cancellationToken)
    {
        int message = 0;
        foreach (SoapSegment segment in segments)
        {
            if (ReferenceEquals(segment, segments[^1]))
            {
                await DemandWholeAsync(destination, cancellationToken);
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

    private async Task DemandWholeAsync(Stream destination, CancellationToken cancellationToken)
    {
        if (_messages.Count == 0)
        {
            return;
        }

        await destination.FlushAsync(cancellationToken);
        for (int message = 0; message < _messages.Count; message++)
        {
            try
            {
                _messages[message].DemandWhole();
            }
            catch (IOException exception)
            {
                throw new MimeSourceException(message, exception.Message, exception);
            }
        }
    }
}
