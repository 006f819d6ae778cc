using System.Globalization;

namespace Turnstone.Storage.Journals;

/// <summary>
/// Exclusive ownership of a pair across processes: a file held open without sharing (flock on Unix), which the system frees when the
/// process dies, however it dies. Who holds it stands in a file beside it, because a file held so cannot be read by others everywhere.
/// </summary>
internal sealed class PairLock : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _ownerPath;

    private PairLock(FileStream held, string ownerPath)
    {
        _lock = held;
        _ownerPath = ownerPath;
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The pair's path without extension; its directory exists.</param>
    /// <param name="time">For the since-when that a refused process shows.</param>
    /// <exception cref="Turnstone.Engine.Failures.SessionException">Code <c>local/mailbox-busy</c>: another has it, and the message says who.</exception>
    public static PairLock Take(string path, TimeProvider time)
    {
        var ownerPath = path + ".owner";
        FileStream held;
        try
        {
            held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw JournalFailure.Busy(Holder(ownerPath));
        }

        try
        {
            var owner = string.Create(
                CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId} on {Environment.MachineName}, since {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC");
            File.WriteAllText(ownerPath, owner);
        }
        catch
        {
            held.Dispose();
            throw;
        }

        return new PairLock(held, ownerPath);
    }

    /// <summary>Gives the pair back. The lock file stays: removing a file that another may just have opened would let two in.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(_ownerPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It only says who; the lock itself is what counts, and it is given back below.
        }

        _lock.Dispose();
    }

    private static string Holder(string ownerPath)
    {
        try
        {
            return File.ReadAllText(ownerPath) is { Length: > 0 and < 300 } owner ? owner : "a process that has just started";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "a process that has just started";
        }
    }

    // Unix: EWOULDBLOCK (Linux 11, BSD and macOS 35). Windows: ERROR_SHARING_VIOLATION. Anything else is a broken disk or path.
    private static bool IsHeldByAnother(IOException exception) =>
        exception is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        && (OperatingSystem.IsWindows() ? (exception.HResult & 0xffff) == 32 : exception.HResult is 11 or 35);
}
