namespace Turnstone.Storage.Backups;

/// <summary>What a back-up says of itself.</summary>
public sealed record BackupManifest
{
    /// <summary>The form of back-ups that this program writes and reads.</summary>
    public const int PresentForm = 1;

    /// <summary>Always <c>Turnstone</c>.</summary>
    public required string Product { get; init; }

    /// <summary>The form of the file.</summary>
    public required int Form { get; init; }

    /// <summary>The version that wrote it.</summary>
    public required string Version { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>The SHA-256 of the database in it, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many files of keys are in it; none where credentials cannot be read from it.</summary>
    public required int Keys { get; init; }
}
