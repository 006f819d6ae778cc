using System.Text.Json;

namespace Turnstone.Storage.Backups;

/// <summary>What is in a back-up, by name: a ZIP file, so that anybody can look into it.</summary>
internal static class BackupParts
{
    public const string Product = "Turnstone";
    public const string Manifest = "backup.json";
    public const string Database = "turnstone.db";
    public const string Keys = "keys/";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Options for a file that its maker alone reads.</summary>
    public static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
