namespace Turnstone.Storage.Plane;

/// <summary>A context was about to save what belongs to another workgroup. A defect of the caller; nothing was saved.</summary>
public sealed class ForeignRowException(string kind) : InvalidOperationException($"A {kind} of another workgroup was about to be saved.");
