namespace Turnstone.Server.Components.Fields;

/// <summary>What can be chosen.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What people read.</param>
public sealed record Choice(string Value, string Text);
