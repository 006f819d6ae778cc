using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Passes;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Passes;

/// <summary>The items that passes did not simply copy.</summary>
internal sealed class PassErrors(Workspace workspace, SeenProjects seen)
{
    // Without the mark Excel reads the file in the machine's old code page.
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Those that were asked for, by folder, then the newest first.</summary>
    /// <exception cref="Refusal">There is no such pass.</exception>
    public async Task<Paged<ItemErrorInfo>> ListAsync(Guid pass, ErrorQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await RequireAsync(rows, pass, cancellationToken);
        var found = Of(rows, pass);
        found = query.Code switch
        {
            null or "" => found,
            ErrorQuery.Repaired => found.Where(row => row.Code == null),
            var code => found.Where(row => row.Code == code),
        };
        var total = await found.CountAsync(cancellationToken);
        var items = await InOrder(found).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        return new Paged<ItemErrorInfo>([.. items.Select(PassView.Of)], total);
    }

    /// <summary>How many there are for each reason, failed ones first, then the most frequent first.</summary>
    /// <exception cref="Refusal">There is no such pass.</exception>
    public async Task<IReadOnlyList<ItemErrorCount>> CountAsync(Guid pass, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await RequireAsync(rows, pass, cancellationToken);
        var counts = await Of(rows, pass).GroupBy(row => new { row.Outcome, row.Code }).Select(group => new { group.Key, Count = group.LongCount() }).ToListAsync(cancellationToken);
        return
        [
            .. counts.OrderByDescending(row => row.Key.Outcome == ItemOutcome.Failed).ThenByDescending(row => row.Count).ThenBy(row => row.Key.Code, StringComparer.Ordinal)
                .Select(row => new ItemErrorCount(PassView.Of(row.Key.Outcome), row.Key.Code, row.Count)),
        ];
    }

    /// <summary>What writes all of them as CSV; they are read while it is written.</summary>
    /// <exception cref="Refusal">There is no such pass.</exception>
    public async Task<Func<Stream, Task>> ExportAsync(Guid pass, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await RequireAsync(rows, pass, cancellationToken);
        return output => WriteAsync(pass, output, cancellationToken);
    }

    private async Task WriteAsync(Guid pass, Stream output, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await using var writer = new StreamWriter(output, Encoding, bufferSize: 64 << 10, leaveOpen: true);
        var lines = new CsvLineWriter(writer);
        await lines.WriteAsync(["Folder", "UID", "Outcome", "Code", "What happened", "What to do", "Size (bytes)", "Received (UTC)", "Repair"], cancellationToken);
        await foreach (var row in InOrder(Of(rows, pass)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await lines.WriteAsync(
                [
                    row.Folder, row.Uid.ToString(CultureInfo.InvariantCulture), PassView.Of(row.Outcome), row.Code, row.Message, row.Remedy, row.Bytes.ToString(CultureInfo.InvariantCulture),
                    row.Received?.ToString("u", CultureInfo.InvariantCulture), row.Repair,
                ],
                cancellationToken);
        }
    }

    private static IQueryable<ItemError> Of(PlaneContext rows, Guid pass) => rows.ItemErrors.AsNoTracking().Where(row => row.PassId == pass);

    private static IQueryable<ItemError> InOrder(IQueryable<ItemError> found) => found.OrderBy(row => row.Folder).ThenByDescending(row => row.Uid);

    private async Task RequireAsync(PlaneContext rows, Guid pass, CancellationToken cancellationToken)
    {
        if (!await seen.Passes(rows).AnyAsync(row => row.Id == pass, cancellationToken))
        {
            throw Refusal.NotFound("pass");
        }
    }
}
