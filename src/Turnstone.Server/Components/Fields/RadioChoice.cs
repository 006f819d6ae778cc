namespace Turnstone.Server.Components.Fields;

/// <summary>One of a few that are all in sight.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What people read.</param>
/// <param name="Note">What it means; null where the text says all.</param>
/// <param name="Obstacle">Why it cannot be chosen; null where it can.</param>
public sealed record RadioChoice(string Value, string Text, string? Note = null, string? Obstacle = null);
