namespace Turnstone.Server.Statistics;

/// <summary>All passes over a mailbox together.</summary>
internal sealed record PassSums(int Over, long Bytes, long Copied, double ActiveSeconds, double PassiveSeconds);
