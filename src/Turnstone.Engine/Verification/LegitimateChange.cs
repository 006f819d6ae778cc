namespace Turnstone.Engine.Verification;

/// <summary>Something that Exchange does to every message of a kind, so that finding it is no difference.</summary>
/// <param name="Name">Short and stable; <c>docs/fidelity.md</c> explains it under this name.</param>
/// <param name="Change">What happens.</param>
/// <param name="Source">How that is known.</param>
internal sealed record LegitimateChange(string Name, string Change, string Source);
