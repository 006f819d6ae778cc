namespace Turnstone.Engine.Journal;

/// <summary>UIDs from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct UidRun(uint First, uint Last);
