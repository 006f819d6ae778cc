using System.Text;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Mailboxes;
using Turnstone.Server.Lists;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Mailboxes;

/// <summary>Takes in the seven-column list of mailboxes: all of it, or nothing and every fault at once.</summary>
internal sealed class MailboxImport(Workspace workspace, ProjectMailboxes mailboxes, Secrets secrets, TimeProvider time)
{
    /// <summary>What is saved at once: enough that the round trips do not count, and few enough to hold.</summary>
    private const int Batch = 2000;

    private const string ListName = "The list";

    /// <summary>Adds all mailboxes of a list to a project, or says what would be added.</summary>
    /// <exception cref="Refusal">There is no such project, or the list has faults and this is no dry run.</exception>
    public async Task<MailboxImportInfo> RunAsync(Guid id, Stream list, MailboxImportQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var project = await mailboxes.ProjectAsync(rows, id, cancellationToken);
        var findings = new Findings();
        var sound = CsvTable.Read(ListName, await TextAsync(list, cancellationToken), findings) is { } table
            ? MailboxList.Read(table, new MailboxListRules(), findings)
            : [];
        CheckOptions(project, sound, query.KeepUnknownOptions, findings);
        await CheckPlaceAsync(rows, project, sound, findings, cancellationToken);
        if (!query.DryRun && !findings.AreClean)
        {
            throw Refusal.Faulty(
                RefusalCodes.MailboxListFaulty, $"The list has {findings.Faults.Count} faults; nothing was added. {findings.Faults[0].Where}: {findings.Faults[0].What}", FaultsOf(findings));
        }

        var added = query.DryRun ? 0 : await AddAsync(rows, project, sound, cancellationToken);
        return new MailboxImportInfo { Sound = sound.Count, Added = added, Faults = FaultsOf(findings), Remarks = findings.Remarks };
    }

    private static async Task<string> TextAsync(Stream list, CancellationToken cancellationToken)
    {
        using var reader = CsvTable.TextOf(list);
        try
        {
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw Refusal.Wrong(RefusalCodes.MailboxListFaulty, "The list is not UTF-8 text: in Excel choose Save As, CSV UTF-8, and send that file.");
        }
    }

    // Most rows have none, and the others mostly the same.
    private static void CheckOptions(Project project, IReadOnlyList<MailboxRow> rows, bool keepUnknown, Findings findings)
    {
        foreach (var group in rows.Where(row => row.SupportOptions is not null).GroupBy(row => row.SupportOptions!))
        {
            try
            {
                SupportOptionCheck.Sound(group.Key, project.SupportOptions, keepUnknown);
            }
            catch (Refusal refusal)
            {
                foreach (var row in group)
                {
                    findings.Refuse(Place(row, MailboxColumn.SupportOptions), refusal.Message, "Correct the options, or leave the cell blank.");
                }
            }
        }
    }

    private static async Task CheckPlaceAsync(PlaneContext context, Project project, IReadOnlyList<MailboxRow> rows, Findings findings, CancellationToken cancellationToken)
    {
        var there = (await context.Mailboxes.Where(row => row.ProjectId == project.Id).Select(row => new { row.SourceSearch, row.DestinationSearch }).ToListAsync(cancellationToken))
            .Select(pair => (pair.SourceSearch, pair.DestinationSearch)).ToHashSet();
        foreach (var row in rows)
        {
            if (there.Contains((SearchText.Of(row.Source.Value), SearchText.Of(row.Destination.Value))))
            {
                findings.Refuse(Place(row, MailboxColumn.SourceEmail), $"The project already moves {row.Source} into {row.Destination}.", "Leave the row out.");
            }

            CheckLength(row, MailboxColumn.SourceLogin, row.SourceLogin, findings);
            CheckLength(row, MailboxColumn.DestinationLogin, row.DestinationLogin, findings);
        }
    }

    private static void CheckLength(MailboxRow row, MailboxColumn column, string? login, Findings findings)
    {
        if (login is { Length: > Mailbox.LongestLogin })
        {
            findings.Refuse(Place(row, column), $"A login of {login.Length} characters is none.", $"Write at most {Mailbox.LongestLogin}.");
        }
    }

    private async Task<int> AddAsync(PlaneContext rows, Project project, IReadOnlyList<MailboxRow> sound, CancellationToken cancellationToken)
    {
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        rows.LogAsOne();
        foreach (var batch in sound.Chunk(Batch))
        {
            rows.ChangeTracker.Clear();
            rows.AddRange(batch.Select(row => RowOf(project, row)));
            await SaveAsync(rows, cancellationToken);
        }

        rows.Note(project, "mailboxes added", $"{sound.Count} from a list");
        await rows.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return sound.Count;
    }

    private Mailbox RowOf(Project project, MailboxRow row) => new()
    {
        ProjectId = project.Id,
        SourceAddress = row.Source.Value,
        DestinationAddress = row.Destination.Value,
        SourceLogin = row.SourceLogin,
        ProtectedSourceSecret = secrets.Protect(SecretKind.MailboxSource, row.SourcePassword),
        DestinationLogin = row.DestinationLogin,
        ProtectedDestinationSecret = secrets.Protect(SecretKind.MailboxDestination, row.DestinationPassword),
        Flags = row.Flags,
        SupportOptions = row.SupportOptions ?? "",
        Created = time.GetUtcNow(),
    };

    private static async Task SaveAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw Refusal.Conflict(RefusalCodes.ChangedMeanwhile, "Somebody else added one of these mailboxes meanwhile; nothing was added. Send the list again.");
        }
    }

    private static CsvPlace Place(MailboxRow row, MailboxColumn column) => new(ListName, row.Number, MailboxHeader.NameOf(column));

    private static List<ListFaultInfo> FaultsOf(Findings findings) =>
        [.. findings.Faults.OrderBy(fault => fault.Place?.Row).Select(fault => new ListFaultInfo(fault.Place?.Row, fault.Place?.Column, fault.What, fault.Remedy))];
}
