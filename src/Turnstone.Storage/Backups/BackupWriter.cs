using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Turnstone.Storage.Backups;

/// <summary>
/// Backs up the embedded database, while a server works on it: SQLite's own way of copying, which sees one moment of all tables. Journals stay out: one
/// that is put back is older than its mailbox, and would have delivered again what came after it; without one a pass asks the destination.
/// </summary>
public sealed class BackupWriter(string version, TimeProvider time)
{
    /// <summary>Writes the back-up into a file, in the place of one that was there. Its maker alone reads it.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="keys">The folder of the keys; null to leave them out.</param>
    /// <param name="file">Where it goes.</param>
    /// <param name="cancellationToken">Gives up; nothing is left behind.</param>
    /// <exception cref="BackupException">There is no such database, or it is damaged.</exception>
    public async Task<BackupManifest> WriteAsync(string data, string? keys, string file, CancellationToken cancellationToken)
    {
        var database = Path.Combine(data, BackupParts.Database);
        if (!File.Exists(database))
        {
            throw new BackupException($"There is no database in {data}: name the directory that turnstone serve works in. Where rows are in PostgreSQL, pg_dump backs them up.");
        }

        var (copy, half) = ($"{file}.db", $"{file}.part");
        try
        {
            Copy(database, copy);
            var manifest = new BackupManifest
            {
                Product = BackupParts.Product,
                Form = BackupManifest.PresentForm,
                Version = version,
                Made = time.GetUtcNow(),
                Sha256 = await HashOfAsync(copy, cancellationToken),
                Keys = keys is null ? 0 : KeysIn(keys).Count,
            };
            await PackAsync(manifest, copy, keys, half, cancellationToken);
            File.Move(half, file, overwrite: true);
            return manifest;
        }
        finally
        {
            File.Delete(copy);
            File.Delete(half);
        }
    }

    internal static async Task<string> HashOfAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private static void Copy(string from, string to)
    {
        // Made by us, so that nobody else reads it while it is written.
        using (new FileStream(to, BackupParts.Private(FileMode.Create)))
        {
        }

        try
        {
            using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 30 }.ToString());
            using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
            source.Open();
            target.Open();
            source.BackupDatabase(target);
            SqliteCheck.Require(target, from);

            // One file, without another for what is still to be written.
            using var command = target.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = DELETE";
            command.ExecuteNonQuery();
        }
        catch (SqliteException e)
        {
            throw new BackupException($"{from} cannot be read: {SqliteCheck.Say(e)}.", e);
        }
    }

    private static async Task PackAsync(BackupManifest manifest, string database, string? keys, string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, BackupParts.Private(FileMode.Create));
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        await using (var part = zip.CreateEntry(BackupParts.Manifest).Open())
        {
            await JsonSerializer.SerializeAsync(part, manifest, BackupParts.Json, cancellationToken);
        }

        await AddAsync(zip, BackupParts.Database, database, cancellationToken);
        foreach (var key in keys is null ? [] : KeysIn(keys))
        {
            await AddAsync(zip, BackupParts.Keys + Path.GetFileName(key), key, cancellationToken);
        }
    }

    private static async Task AddAsync(ZipArchive zip, string name, string path, CancellationToken cancellationToken)
    {
        await using var part = zip.CreateEntry(name).Open();
        await using var content = File.OpenRead(path);
        await content.CopyToAsync(part, cancellationToken);
    }

    private static List<string> KeysIn(string folder)
    {
        var keys = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).ToList() : [];
        return keys.Count > 0 ? keys : throw new BackupException($"There are no keys in {folder}: name the folder they are in, or back up without them.");
    }
}
