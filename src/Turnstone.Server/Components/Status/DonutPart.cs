namespace Turnstone.Server.Components.Status;

/// <summary>A part of a whole.</summary>
/// <param name="Name">What people read.</param>
/// <param name="Count">How many.</param>
/// <param name="Tone">How these stand; two parts of one donut have different ones.</param>
public sealed record DonutPart(string Name, long Count, Tone Tone);
