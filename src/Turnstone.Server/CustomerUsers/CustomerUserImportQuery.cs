namespace Turnstone.Server.CustomerUsers;

/// <summary>How a list of people is taken in.</summary>
/// <param name="DryRun">Whether the list is only looked at: its faults are told, nobody is added.</param>
public sealed record CustomerUserImportQuery(bool DryRun = false);
