using System.Net;

namespace Turnstone.Fuzz.Targets;

/// <summary>A server in memory whose answer is the input: its first byte decides between HTTP 200 and 500, the rest is the body.</summary>
internal sealed class InputHandler(byte[] input, int bytesAtOnce = int.MaxValue) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.CopyToAsync(Stream.Null, cancellationToken);
        }

        var status = input.Length > 0 && input[0] % 4 == 0 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK;
        var answer = new HttpResponseMessage(status) { Content = new StreamContent(new PiecemealStream([.. input.Skip(1)], bytesAtOnce)), RequestMessage = request };
        answer.Content.Headers.ContentType = new("text/xml") { CharSet = "utf-8" };
        return answer;
    }
}
