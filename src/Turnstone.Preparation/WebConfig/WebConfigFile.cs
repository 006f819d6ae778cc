using System.Globalization;
using System.Security.Cryptography;

namespace Turnstone.Preparation.WebConfig;

/// <summary>
/// A web.config on a disk, with its back-ups beside it. A back-up's name says when it was made and, by the beginning of a hash, what the file became
/// then: so undoing needs no list that could be lost. It ends with .config, which IIS serves to nobody.
/// </summary>
public sealed class WebConfigFile(string path)
{
    private const string BackupMark = ".turnstone-";

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Its bytes.</summary>
    /// <exception cref="WebConfigException">It is larger than any such file.</exception>
    public byte[] Read() => new FileInfo(path).Length <= WebConfigPatcher.LargestFile
        ? File.ReadAllBytes(path)
        : throw new WebConfigException($"It has more than {WebConfigPatcher.LargestFile >> 20} MiB. It is no web.config of EWS.");

    /// <summary>Keeps the file as it is in a back-up, which takes no other's place, and gives it its new content. Returns the back-up's path.</summary>
    /// <exception cref="WebConfigException">The file is not what was patched any more.</exception>
    public string Replace(byte[] original, byte[] patched, DateTimeOffset now)
    {
        RequireUnchanged(original);
        var backup = Keep(original, patched, now);
        Write(patched);
        return backup;
    }

    /// <summary>
    /// Goes back from back-up to back-up as long as the file is what a patch made of one, to the oldest: what it was before the first patch. Back-ups
    /// stay where they are.
    /// </summary>
    /// <returns>The back-up it is now the same as.</returns>
    /// <exception cref="WebConfigException">There is no back-up, or the file is not as any patch left it.</exception>
    public string Undo()
    {
        var current = Read();
        var backups = Backups();
        var seen = new HashSet<string> { Mark(current) };
        var (content, from) = (current, default(string));
        while (backups.LastOrDefault(backup => backup.EndsWith($"-{Mark(content)}.config", StringComparison.Ordinal)) is { } backup)
        {
            (content, from) = (new WebConfigFile(backup).Read(), backup);
            if (!seen.Add(Mark(content)))
            {
                break;
            }
        }

        if (from is null)
        {
            throw new WebConfigException(backups.Count == 0
                ? "There is no back-up beside it, so Turnstone has not changed it here."
                : $"It is not as Turnstone left it: somebody, or an update, has changed it since. Compare it with its back-up {System.IO.Path.GetFileName(backups[^1])} and take back by hand what is to be taken back.");
        }

        RequireUnchanged(current);
        Write(content);
        return from;
    }

    private static string Mark(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..16];

    private void RequireUnchanged(byte[] known)
    {
        if (!Read().AsSpan().SequenceEqual(known))
        {
            throw new WebConfigException("Somebody else has just changed it. Nothing was done to it; try again.");
        }
    }

    // By name, which begins with the time: oldest first.
    private List<string> Backups() =>
        [.. Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(path)!, $"{System.IO.Path.GetFileNameWithoutExtension(path)}{BackupMark}*.config").Order(StringComparer.Ordinal)];

    private string Keep(byte[] original, byte[] patched, DateTimeOffset now)
    {
        for (var second = now.ToUniversalTime(); ; second += TimeSpan.FromSeconds(1))
        {
            var time = second.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            var backup = System.IO.Path.Combine(
                System.IO.Path.GetDirectoryName(path)!,
                $"{System.IO.Path.GetFileNameWithoutExtension(path)}{BackupMark}{time}-{Mark(patched)}.config");
            if (File.Exists(backup))
            {
                continue;
            }

            using var stream = new FileStream(backup, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            stream.Write(original);
            stream.Flush(flushToDisk: true);
            return backup;
        }
    }

    // Beside it first and then in its place in one step: IIS must never read half a file. Replacing keeps the rights of the file on Windows.
    private void Write(byte[] content)
    {
        var fresh = $"{path}.{Guid.NewGuid():N}.config";
        try
        {
            using (var stream = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(fresh, File.GetUnixFileMode(path));
            }

            File.Replace(fresh, path, null);
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}
