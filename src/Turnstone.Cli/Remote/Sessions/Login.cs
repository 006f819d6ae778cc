namespace Turnstone.Cli.Remote.Sessions;

/// <summary>What <c>turnstone login</c> keeps.</summary>
internal sealed record Login
{
    /// <summary>The server; the token goes to no other.</summary>
    public required Uri Server { get; init; }

    /// <summary>The personal access token.</summary>
    public required string Token { get; init; }

    /// <summary>The token's id where the login made it, so that logging out takes it back; null where somebody else did.</summary>
    public Guid? TokenId { get; init; }

    // Not the token.
    public override string ToString() => $"{nameof(Login)} {{ {Server} }}";
}
