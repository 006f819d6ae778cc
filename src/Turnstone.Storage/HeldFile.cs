namespace Turnstone.Storage;

/// <summary>
/// A file held open without sharing (flock on Unix): a lock between processes that the system frees when its holder dies, however it dies.
/// Disposing gives it back. The file stays: removing one that another may just have opened would let two in.
/// </summary>
internal static class HeldFile
{
    /// <summary>The file, made where there is none; null while another process or handle holds it.</summary>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            return null;
        }
    }

    // Unix: EWOULDBLOCK (Linux 11, BSD and macOS 35). Windows: ERROR_SHARING_VIOLATION. Anything else is a broken disk or path.
    private static bool IsHeldByAnother(IOException exception) =>
        exception is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        && (OperatingSystem.IsWindows() ? (exception.HResult & 0xffff) == 32 : exception.HResult is 11 or 35);
}
