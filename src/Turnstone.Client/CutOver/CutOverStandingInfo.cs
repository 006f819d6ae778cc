namespace Turnstone.Client.CutOver;

/// <summary>How far one record has come.</summary>
/// <param name="Record">Which.</param>
/// <param name="IsChanged">Whether all of the zone's own servers that answer have the new value.</param>
/// <param name="IsRight">Whether the resolvers have it as well.</param>
/// <param name="GoneBy">When no cache can have an old value any more, UTC; null before it was changed.</param>
/// <param name="IsGoneByKnown">Whether that is certain; else it holds if the old value lived no longer than what is known of.</param>
public sealed record CutOverStandingInfo(RecordKind Record, bool IsChanged, bool IsRight, DateTimeOffset? GoneBy, bool IsGoneByKnown);
