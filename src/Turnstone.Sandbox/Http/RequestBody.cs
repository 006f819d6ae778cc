using Microsoft.AspNetCore.Http;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Http;

/// <summary>
/// Takes a whole request off the wire before any of it is executed, as a server that validates first must; beyond a megabyte
/// onto disk.
/// </summary>
internal static class RequestBody
{
    public static async Task<SoapRequest> ReadAsync(HttpRequest request, SchemaGate? schema, CancellationToken cancellationToken)
    {
        using var payload = new Payload();
        while (true)
        {
            var result = await request.BodyReader.ReadAsync(cancellationToken);
            foreach (var segment in result.Buffer)
            {
                payload.Append(segment.Span);
            }

            request.BodyReader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return SoapReader.Read(payload.Open(), schema);
            }
        }
    }
}
