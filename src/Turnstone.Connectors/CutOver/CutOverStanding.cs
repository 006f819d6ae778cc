namespace Turnstone.Connectors.CutOver;

/// <summary>How far one record has come.</summary>
/// <param name="Record">Which.</param>
/// <param name="IsChanged">Whether all of the zone's own servers that answer have the new value.</param>
/// <param name="IsRight">Whether the resolvers have it as well.</param>
/// <param name="GoneBy">When no cache can have an old value any more; null before it was changed.</param>
/// <param name="IsGoneByKnown">Whether the old value was seen, so that the moment is certain; else it holds if the old value lived as long as the new one does.</param>
public sealed record CutOverStanding(CutOverRecord Record, bool IsChanged, bool IsRight, DateTimeOffset? GoneBy, bool IsGoneByKnown);
