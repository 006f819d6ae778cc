namespace Turnstone.Engine.Planning;

/// <summary>One option as it stands in the text; <paramref name="Problem"/> says why it is no <c>Name=Value</c>, null where it is one.</summary>
internal sealed record SupportOptionToken(string Text, string Name, string Value, string? Problem);
