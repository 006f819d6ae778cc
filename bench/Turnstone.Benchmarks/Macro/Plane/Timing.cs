namespace Turnstone.Benchmarks.Macro.Plane;

/// <summary>What some requests took, from sending to the answer read, and the largest resident memory of the server when they had been answered, in bytes.</summary>
internal sealed record Timing(string Question, TimeSpan Median, TimeSpan Longest, long Peak);
