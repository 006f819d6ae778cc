namespace Turnstone.Client.People;

/// <summary>A personal access token that was just made.</summary>
public sealed record NewToken : TokenInfo
{
    /// <summary>The token itself, to be sent as <c>Authorization: Bearer</c>. Shown this once.</summary>
    public required string Token { get; init; }
}
