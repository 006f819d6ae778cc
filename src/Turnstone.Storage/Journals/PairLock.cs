using System.Globalization;

namespace Turnstone.Storage.Journals;

/// <summary>
/// Exclusive ownership of a pair across processes. Who holds it stands in a file beside the one that is held, because a file held so cannot be
/// read by others everywhere.
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
        var held = HeldFile.TryTake(path + ".lock") ?? throw JournalFailure.Busy(Holder(ownerPath));
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

    /// <summary>Gives the pair back.</summary>
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
}
