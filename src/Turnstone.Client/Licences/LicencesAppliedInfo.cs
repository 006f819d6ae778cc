namespace Turnstone.Client.Licences;

/// <summary>What came of applying licences.</summary>
/// <param name="Applied">People who have one now.</param>
/// <param name="AlreadyThere">People who had one.</param>
public sealed record LicencesAppliedInfo(int Applied, int AlreadyThere);
