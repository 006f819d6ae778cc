namespace Turnstone.Server.Components;

/// <summary>A moment that somebody gave by their own clock.</summary>
/// <param name="At">Which it is, UTC.</param>
/// <param name="Words">How they say it, with the zone of their clock.</param>
public sealed record ReaderMoment(DateTimeOffset At, string Words);
