using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Turnstone.Ews.Transport;

/// <summary>A GetFolder of the signed-in account's own inbox, brought to a size by an XML comment; made while it is sent.</summary>
internal sealed class PaddedRequest : HttpContent
{
    private const string Head =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
        + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\" xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
        + "<s:Header><t:RequestServerVersion Version=\"Exchange2013\"/></s:Header><s:Body><m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape>"
        + "</m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id=\"inbox\"/></m:FolderIds></m:GetFolder></s:Body><!--";

    private const string Tail = "--></s:Envelope>";
    private readonly long _size;

    /// <param name="size">Bytes of the whole.</param>
    public PaddedRequest(long size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, Head.Length + Tail.Length);
        _size = size;
        Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
    }

    /// <summary>Bytes that have left, at the last sending.</summary>
    public long Sent { get; private set; }

    protected override bool TryComputeLength(out long length)
    {
        length = _size;
        return true;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Sent = 0;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head));
        var padding = new byte[64 << 10];
        padding.AsSpan().Fill((byte)' ');
        for (var left = _size - Head.Length - Tail.Length; left > 0; left -= padding.Length)
        {
            await stream.WriteAsync(padding.AsMemory(0, (int)Math.Min(left, padding.Length)));
            Sent = _size - Tail.Length - Math.Max(0, left - padding.Length);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(Tail));
        Sent = _size;
    }
}
