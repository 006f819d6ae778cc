namespace Turnstone.Preparation.WebConfig;

/// <summary>Where the two files of EWS are below a folder.</summary>
public static class WebConfigPlaces
{
    /// <summary>Set by Exchange's set-up on every server to where it is installed.</summary>
    public const string InstallVariable = "ExchangeInstallPath";

    private static readonly string[][] Known = [["FrontEnd", "HttpProxy", "ews", "web.config"], ["ClientAccess", "exchweb", "ews", "web.config"]];

    /// <summary>
    /// The file itself; or of a folder those of the two that are in it, found without regard to case: copies are looked at on any system. Empty where
    /// there is nothing.
    /// </summary>
    public static IReadOnlyList<string> Find(string path)
    {
        if (File.Exists(path))
        {
            return [Path.GetFullPath(path)];
        }

        return Directory.Exists(path) ? [.. Known.Select(way => Follow(Path.GetFullPath(path), way)).OfType<string>()] : [];
    }

    private static string? Follow(string folder, string[] way)
    {
        var place = folder;
        foreach (var name in way)
        {
            var next = Directory.EnumerateFileSystemEntries(place).FirstOrDefault(entry => string.Equals(Path.GetFileName(entry), name, StringComparison.OrdinalIgnoreCase));
            if (next is null || (name != way[^1] && !Directory.Exists(next)))
            {
                return null;
            }

            place = next;
        }

        return File.Exists(place) ? place : null;
    }
}
