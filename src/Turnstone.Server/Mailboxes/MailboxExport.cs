using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Mailboxes;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Lists;
using Turnstone.Server.Security;

namespace Turnstone.Server.Mailboxes;

/// <summary>A project's mailboxes as the list that can be taken in again. It holds no password: those columns are blank.</summary>
internal sealed class MailboxExport(Workspace workspace, ProjectMailboxes mailboxes)
{
    // Without the mark Excel reads the list in the machine's old code page.
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>What writes the list; it is read while it is written, so that it is never held whole.</summary>
    /// <exception cref="Refusals.Refusal">There is no such project.</exception>
    public async Task<Func<Stream, Task>> OfAsync(Guid project, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await mailboxes.ProjectAsync(rows, project, cancellationToken);
        return output => WriteAsync(project, output, cancellationToken);
    }

    private async Task WriteAsync(Guid project, Stream output, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await using var writer = new StreamWriter(output, Encoding, bufferSize: 64 << 10, leaveOpen: true);
        var lines = new CsvLineWriter(writer);
        await lines.WriteAsync([.. MailboxHeader.AllNames], cancellationToken);
        var found = ProjectMailboxes.Like(rows, project, new MailboxFilter()).AsNoTracking().OrderBy(row => row.SourceSearch).ThenBy(row => row.DestinationSearch);
        await foreach (var row in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await lines.WriteAsync(
                [
                    row.SourceAddress, row.SourceLogin, "", row.DestinationAddress, row.DestinationLogin, "",
                    row.Flags.ToString(CultureInfo.InvariantCulture), row.SupportOptions,
                ],
                cancellationToken);
        }
    }
}
