using Microsoft.Data.Sqlite;

namespace Turnstone.Storage.Backups;

/// <summary>Whether a database is whole.</summary>
internal static class SqliteCheck
{
    /// <exception cref="BackupException">It is not.</exception>
    public static void Require(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        if (command.ExecuteScalar() is not "ok")
        {
            throw new BackupException($"The database in {name} is damaged: take an older back-up.");
        }
    }

    /// <summary>In a few words; SQLite's own may quote what is stored.</summary>
    public static string Say(SqliteException exception) => exception.SqliteErrorCode switch
    {
        5 or 6 => "another process holds it",
        8 => "it is read-only",
        13 => "the disk is full",
        11 or 26 => "it is damaged, or no database",
        _ => $"SQLite says {exception.SqliteExtendedErrorCode}",
    };
}
