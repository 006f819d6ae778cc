namespace Turnstone.Ews.Autodiscover;

/// <summary>Where EWS is.</summary>
/// <param name="EwsUrl">An https address.</param>
/// <param name="Steps">Every place that was asked and what came of it, in order; for people.</param>
public sealed record AutodiscoverResult(Uri EwsUrl, IReadOnlyList<string> Steps);
