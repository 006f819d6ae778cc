namespace Turnstone.Server.Requests;

/// <summary>
/// Marks a route that takes an <c>Idempotency-Key</c>. All it changes it saves through the caller's <see cref="Security.Workspace"/>, which is where the
/// key's row learns of it.
/// </summary>
internal sealed class OncePerKey
{
    /// <summary>The header a key comes in.</summary>
    public const string Header = "Idempotency-Key";
}
