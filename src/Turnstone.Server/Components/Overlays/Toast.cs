namespace Turnstone.Server.Components.Overlays;

/// <summary>Word of something that was done, or was not.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Tone">How it went.</param>
/// <param name="Text">What happened.</param>
public sealed record Toast(Guid Id, Tone Tone, string Text);
