using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Turnstone.Benchmarks.Macro.Mail;

namespace Turnstone.Benchmarks.Macro.Lab;

/// <summary>CreateItem requests as plain bytes, made by hand and not by what is measured.</summary>
internal static class RenderedRequests
{
    private const int BatchItems = 50;
    private const int BatchBytes = 4 << 20;

    /// <summary>Posts them, so many at a time. Answers are read and not looked at, but for whether an item was refused.</summary>
    /// <exception cref="InvalidOperationException">One was.</exception>
    public static async Task PostAsync(Trial trial, IEnumerable<(byte[] Body, long Bytes)> requests, int connections, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            SslOptions = { CertificateChainPolicy = trial.Wire.IsTls ? Authority.TrustIn(trial.DestinationAuthority) : null },
        });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Trial.ServiceLogin}:{Trial.ServicePassword}")));
        var options = new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(requests, options, async (request, token) => await PostAsync(client, trial.Destination, request.Body, token));
    }

    private static async Task PostAsync(HttpClient client, Uri url, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("text/xml") { CharSet = "utf-8" } } };
        using var response = await client.PostAsync(url, content, cancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK || answer.AsSpan().IndexOf("ResponseClass=\"Error\""u8) >= 0)
        {
            throw new InvalidOperationException($"The stand-in refused a request: {(int)response.StatusCode} {Encoding.UTF8.GetString(answer.AsSpan(0, Math.Min(answer.Length, 500)))}");
        }
    }

    /// <summary>The requests that bring a mailbox's messages, all into the inbox, and how many bytes of mail are in each.</summary>
    public static IEnumerable<(byte[] Body, long Bytes)> Render(MailSet set)
    {
        var head = Encoding.UTF8.GetBytes(
            $"""<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Header><t:RequestServerVersion Version="Exchange2013_SP1"/></s:Header><s:Body><m:CreateItem MessageDisposition="SaveOnly"><m:SavedItemFolderId><t:DistinguishedFolderId Id="inbox"><t:Mailbox><t:EmailAddress>{Trial.NewAddressOf(set.Mailbox.Address)}</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId></m:SavedItemFolderId><m:Items>""");
        var batch = new MemoryStream();
        var mime = new MemoryStream();
        var (items, bytes) = (0, 0L);
        foreach (var message in set.Mailbox.Folders.SelectMany(folder => folder.Messages()))
        {
            mime.SetLength(0);
            message.WriteTo(mime);
            if (items > 0 && (items == BatchItems || bytes + mime.Length > BatchBytes))
            {
                yield return (End(batch), bytes);
                (batch, items, bytes) = (new MemoryStream(), 0, 0);
            }

            if (items == 0)
            {
                batch.Write(head);
            }

            batch.Write("<t:Message><t:MimeContent CharacterSet=\"UTF-8\">"u8);
            batch.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(mime.GetBuffer().AsSpan(0, (int)mime.Length))));
            batch.Write(Encoding.UTF8.GetBytes(
                $"""</t:MimeContent><t:ItemClass>IPM.Note</t:ItemClass><t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0x0E07" PropertyType="Integer"/><t:Value>1</t:Value></t:ExtendedProperty><t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0x0E06" PropertyType="SystemTime"/><t:Value>{message.InternalDate.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}</t:Value></t:ExtendedProperty></t:Message>"""));
            (items, bytes) = (items + 1, bytes + mime.Length);
        }

        if (items > 0)
        {
            yield return (End(batch), bytes);
        }
    }

    private static byte[] End(MemoryStream batch)
    {
        batch.Write("</m:Items></m:CreateItem></s:Body></s:Envelope>"u8);
        return batch.ToArray();
    }
}
