using System.Net;
using System.Net.Http.Headers;
using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Transport;

/// <summary>A rendered request as HTTP content: exact Content-Length (IIS answers a chunked upload with 411 [P]), written straight to the connection.</summary>
internal sealed class SoapContent : HttpContent
{
    private readonly SoapRequest _request;
    private readonly RoundTrip _trip;

    public SoapContent(SoapRequest request, RoundTrip trip)
    {
        _request = request;
        _trip = trip;
        Headers.ContentType = new MediaTypeHeaderValue("text/xml") { CharSet = "utf-8" };
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _trip.BodyStarted();
        await _request.WriteToAsync(stream, _trip.Moved, _trip.BodyEnding, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _request.Length;
        return true;
    }
}
