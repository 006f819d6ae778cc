namespace Turnstone.Client.Passes;

/// <summary>What stopped a pass.</summary>
/// <param name="Code">Which failure; the codes are those of the command line's report.</param>
/// <param name="Message">What happened, for people.</param>
/// <param name="Remedy">What to do, for people; may be empty.</param>
public sealed record FailureInfo(string Code, string Message, string Remedy);
