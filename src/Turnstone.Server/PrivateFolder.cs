namespace Turnstone.Server;

/// <summary>A folder that nobody but the server's own user looks into.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it where it is missing. One that is there keeps the rights that somebody gave it, unless <paramref name="tightens"/>.</summary>
    public static void Make(string path, bool tightens = false)
    {
        if (OperatingSystem.IsWindows())
        {
            // There a folder has the rights of the one above it.
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, Mine);
        if (tightens && File.GetUnixFileMode(path) != Mine)
        {
            File.SetUnixFileMode(path, Mine);
        }
    }
}
