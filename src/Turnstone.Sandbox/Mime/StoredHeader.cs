namespace Turnstone.Sandbox.Mime;

/// <summary>
/// A header kept as it came: unfolded, encoded words left encoded, and raw 8-bit text made encoded words, so that it is ASCII.
/// </summary>
public readonly record struct StoredHeader(string Name, string Value);
