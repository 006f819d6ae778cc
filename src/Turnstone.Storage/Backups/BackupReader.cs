using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Backups;

/// <summary>
/// Puts a back-up back into an empty directory. What was not over when it was made comes back as stopped, or asked to stop: the server it is from may
/// still be at work on the same mailboxes, and somebody has to say that this one is to go on.
/// </summary>
public sealed class BackupReader(TimeProvider time)
{
    /// <summary>Puts it back; nothing is left behind where it cannot be.</summary>
    /// <param name="file">The back-up.</param>
    /// <param name="data">The data directory: missing or empty.</param>
    /// <param name="keys">Where its keys go; missing or empty, where it has some.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BackupException">It is no back-up, damaged or newer than this program, or the place is not empty.</exception>
    public async Task<RestoredBackup> RestoreAsync(string file, string data, string keys, CancellationToken cancellationToken)
    {
        RequireEmpty(data);
        var room = MakePrivate(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(data).TrimEnd(Path.DirectorySeparatorChar))!, $".turnstone-restore-{Guid.NewGuid():N}"));
        try
        {
            var manifest = await UnpackAsync(file, room, cancellationToken);
            if (manifest.Keys > 0)
            {
                RequireEmpty(keys);
            }

            var stopped = await PrepareAsync(file, room, cancellationToken);
            Place(room, data, keys, manifest);
            return new RestoredBackup(manifest, stopped);
        }
        finally
        {
            Directory.Delete(room, recursive: true);
        }
    }

    private static void RequireEmpty(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new BackupException($"{folder} is not empty: a back-up is put into a directory of its own. Name another, or move away what is there.");
        }
    }

    private static async Task<BackupManifest> UnpackAsync(string file, string room, CancellationToken cancellationToken)
    {
        try
        {
            using var zip = ZipFile.OpenRead(file);
            var manifest = await ManifestOfAsync(zip, file, cancellationToken);
            await ExtractAsync(zip, BackupParts.Database, room, cancellationToken);
            var keys = zip.Entries.Where(entry => entry.FullName.StartsWith(BackupParts.Keys, StringComparison.Ordinal)).ToList();
            MakePrivate(Path.Combine(room, BackupParts.Keys));
            foreach (var key in keys)
            {
                // By its last name: one that climbs out of the folder stays in it.
                await ExtractAsync(zip, key.FullName, room, cancellationToken);
            }

            return keys.Count == manifest.Keys && await BackupWriter.HashOfAsync(Path.Combine(room, BackupParts.Database), cancellationToken) == manifest.Sha256
                ? manifest
                : throw new BackupException($"{file} is damaged: what is in it is not what was put there. Take another back-up.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or JsonException)
        {
            throw new BackupException($"{file} is no back-up of Turnstone's, or not a whole one. Take another.", e);
        }
    }

    private static async Task<BackupManifest> ManifestOfAsync(ZipArchive zip, string file, CancellationToken cancellationToken)
    {
        await using var part = (zip.GetEntry(BackupParts.Manifest) ?? throw new InvalidDataException()).Open();
        var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(part, BackupParts.Json, cancellationToken);
        if (manifest is null || manifest.Product != BackupParts.Product)
        {
            throw new InvalidDataException();
        }

        return manifest.Form <= BackupManifest.PresentForm
            ? manifest
            : throw new BackupException($"{file} was made by Turnstone {manifest.Version}, in a form that this version does not know: restore it with that version.");
    }

    private static async Task ExtractAsync(ZipArchive zip, string name, string room, CancellationToken cancellationToken)
    {
        var path = name == BackupParts.Database ? Path.Combine(room, name) : Path.Combine(room, BackupParts.Keys, Path.GetFileName(name));
        await using var part = (zip.GetEntry(name) ?? throw new InvalidDataException()).Open();
        await using var target = new FileStream(path, BackupParts.Private(FileMode.CreateNew));
        await part.CopyToAsync(target, cancellationToken);
    }

    /// <summary>Checks the database, brings it to this program's form, and stops what was not over; says how much that was.</summary>
    private async Task<int> PrepareAsync(string file, string room, CancellationToken cancellationToken)
    {
        try
        {
            Check(file, room);
            await using var plane = PlaneDatabase.InDirectory(room, time);
            await plane.UpgradeAsync(cancellationToken);
            return await OpenPasses.StopAsync(plane, time, cancellationToken);
        }
        catch (SqliteException e)
        {
            throw new BackupException($"The database in {file} cannot be read: {SqliteCheck.Say(e)}. Take another back-up.", e);
        }
        catch (NewerPlaneException e)
        {
            throw new BackupException($"{file} was made by a newer version of Turnstone: restore it with that version.", e);
        }
        finally
        {
            // So that all of it is in the one file, and the file is ours to move.
            SqliteConnection.ClearAllPools();
        }
    }

    private static void Check(string file, string room)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(room, BackupParts.Database), Pooling = false }.ToString());
        connection.Open();
        SqliteCheck.Require(connection, file);
    }

    /// <summary>The database last: a directory without one is one that was not restored.</summary>
    private static void Place(string room, string data, string keys, BackupManifest manifest)
    {
        MakePrivate(data);
        if (manifest.Keys > 0)
        {
            MakePrivate(keys);
            foreach (var key in Directory.EnumerateFiles(Path.Combine(room, BackupParts.Keys)))
            {
                File.Move(key, Path.Combine(keys, Path.GetFileName(key)));
            }
        }

        foreach (var rest in Directory.EnumerateFiles(room, BackupParts.Database + "-*"))
        {
            File.Move(rest, Path.Combine(data, Path.GetFileName(rest)));
        }

        File.Move(Path.Combine(room, BackupParts.Database), Path.Combine(data, BackupParts.Database));
    }

    private static string MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }
}
