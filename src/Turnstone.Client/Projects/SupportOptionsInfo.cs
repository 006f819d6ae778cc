namespace Turnstone.Client.Projects;

/// <summary>What was made of support options.</summary>
/// <param name="Outcome">Of the whole.</param>
/// <param name="Lines">Every option once, wrong ones first.</param>
public sealed record SupportOptionsInfo(SupportOptionsOutcome Outcome, IReadOnlyList<SupportOptionLineInfo> Lines);
