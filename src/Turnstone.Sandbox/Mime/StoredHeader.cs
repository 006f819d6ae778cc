namespace Turnstone.Sandbox.Mime;

/// <summary>
/// A header kept as it came: unfolded, encoded words left encoded, raw 8-bit text as Unicode.
/// </summary>
public readonly record struct StoredHeader(string Name, string Value);
