namespace Turnstone.Storage.Backups;

/// <summary>A back-up was not made, or not put back; nothing was changed. The message says why and what to do.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
