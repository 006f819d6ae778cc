namespace Turnstone.Client.Licences;

/// <summary>What came of taking licences back.</summary>
/// <param name="Removed">People who have none now.</param>
/// <param name="WithoutOne">People who had none.</param>
public sealed record LicencesRemovedInfo(int Removed, int WithoutOne);
