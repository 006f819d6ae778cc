namespace Turnstone.Storage.Backups;

/// <summary>What was put back.</summary>
/// <param name="Manifest">What the back-up says of itself.</param>
/// <param name="Stopped">Passes that were not over when it was made.</param>
public sealed record RestoredBackup(BackupManifest Manifest, int Stopped);
