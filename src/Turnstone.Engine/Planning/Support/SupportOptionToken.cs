namespace Turnstone.Engine.Planning.Support;

/// <summary>
/// One option as it stands in the text, and on which line; <paramref name="Problem"/> says why it is no <c>Name=Value</c>, null where it is one.
/// </summary>
internal sealed record SupportOptionToken(int Line, string Text, string Name, string Value, string? Problem);
