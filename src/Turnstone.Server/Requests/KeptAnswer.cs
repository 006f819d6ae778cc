using System.Text.Json;

namespace Turnstone.Server.Requests;

/// <summary>An answer as it is kept.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">What the body is; null where there is none.</param>
/// <param name="Location">Where what was made is found; null where nothing was.</param>
/// <param name="Body">The body.</param>
internal sealed record KeptAnswer(int Status, string? ContentType, string? Location, byte[] Body)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static KeptAnswer Of(byte[] bytes) => JsonSerializer.Deserialize<KeptAnswer>(bytes)!;

    /// <summary>Writes it as the answer to a request that was sent again.</summary>
    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.Location = Location;
        response.Headers["Idempotency-Replayed"] = "true";
        if (Body.Length > 0)
        {
            response.ContentLength = Body.Length;
            await response.Body.WriteAsync(Body, cancellationToken);
        }
    }
}
