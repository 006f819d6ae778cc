namespace Turnstone.Engine.Verification;

/// <summary>One thing in which a delivered item differs from its source.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Where">The name of a header field or flag, or the number of a part such as <c>part 2</c>; empty for the item as a whole. Never content.</param>
public sealed record Difference(DifferenceKind Kind, string Where = "");
