namespace Turnstone.Storage.Journals;

internal static class JournalDirectory
{
    /// <summary>Makes a directory for journals: addresses and folder names are nobody else's business.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
