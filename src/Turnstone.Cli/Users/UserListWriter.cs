using System.Text;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Users;

/// <summary>Writes rows as the list that <c>--mailboxes</c> and the server take. It holds no password: those columns are blank.</summary>
internal static class UserListWriter
{
    /// <summary>To a file that has its place when it is whole.</summary>
    public static async Task WriteAsync(string file, IReadOnlyList<UserRow> rows, CancellationToken cancellationToken)
    {
        var half = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var output = new FileStream(half, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                // Without the mark Excel reads the list in the machine's old code page.
                await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
                await WriteAsync(writer, rows, cancellationToken);
                await writer.FlushAsync(cancellationToken);
                output.Flush(flushToDisk: true);
            }

            File.Move(half, file, overwrite: true);
        }
        catch
        {
            File.Delete(half);
            throw;
        }
    }

    /// <summary>To whatever text.</summary>
    public static async Task WriteAsync(TextWriter writer, IReadOnlyList<UserRow> rows, CancellationToken cancellationToken)
    {
        var lines = new CsvLineWriter(writer);
        await lines.WriteAsync([.. Columns.Select(MailboxHeader.NameOf)], cancellationToken);
        foreach (var row in rows)
        {
            await lines.WriteAsync([row.Source.Value, row.Login, "", row.Destination.Value, "", "", "0"], cancellationToken);
        }
    }

    private static MailboxColumn[] Columns =>
    [
        MailboxColumn.SourceEmail, MailboxColumn.SourceLogin, MailboxColumn.SourcePassword, MailboxColumn.DestinationEmail, MailboxColumn.DestinationLogin,
        MailboxColumn.DestinationPassword, MailboxColumn.Flags,
    ];
}
