using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Mailboxes;
using Turnstone.Connectors;
using Turnstone.Engine.Mailboxes;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Mailboxes;

/// <summary>The mailboxes of projects that the caller sees.</summary>
internal sealed class MailboxService(Workspace workspace, ProjectMailboxes mailboxes, Secrets secrets, TimeProvider time)
{
    /// <summary>Those of a project that were asked for, by their address at the source.</summary>
    public async Task<Paged<MailboxInfo>> ListAsync(Guid project, MailboxQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await mailboxes.ProjectAsync(rows, project, cancellationToken);
        var found = ProjectMailboxes.Like(rows, project, query.Search, query.Star);
        var total = await found.CountAsync(cancellationToken);
        var items = await found.AsNoTracking().OrderBy(row => row.SourceSearch).ThenBy(row => row.DestinationSearch)
            .Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        return new Paged<MailboxInfo>([.. items.Select(MailboxMap.InfoOf)], total);
    }

    /// <summary>One of them.</summary>
    public async Task<MailboxInfo> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return MailboxMap.InfoOf(await mailboxes.MailboxAsync(rows, id, cancellationToken));
    }

    /// <summary>Adds one to a project.</summary>
    /// <exception cref="Refusal">A field is wrong, or the project has it.</exception>
    public async Task<MailboxInfo> AddAsync(Guid project, MailboxDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var within = await mailboxes.ProjectAsync(rows, project, cancellationToken);
        var row = new Mailbox { ProjectId = project, SourceAddress = draft.SourceAddress, DestinationAddress = draft.DestinationAddress, Created = time.GetUtcNow() };
        Fill(row, draft, within.SupportOptions);
        rows.Add(row);
        await SaveAsync(rows, row, cancellationToken);
        return MailboxMap.InfoOf(row);
    }

    /// <summary>Makes one what the draft says.</summary>
    /// <exception cref="Refusal">There is none, a field is wrong, or the project has another like it.</exception>
    public async Task<MailboxInfo> ChangeAsync(Guid id, MailboxDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await mailboxes.MailboxAsync(rows, id, cancellationToken);
        Fill(row, draft, (await mailboxes.ProjectAsync(rows, row.ProjectId, cancellationToken)).SupportOptions);
        await SaveAsync(rows, row, cancellationToken);
        return MailboxMap.InfoOf(row);
    }

    /// <summary>Takes one out of its project. What was copied stays where it is.</summary>
    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        rows.Remove(await mailboxes.MailboxAsync(rows, id, cancellationToken));
        await rows.SaveChangesAsync(cancellationToken);
    }

    private void Fill(Mailbox row, MailboxDraft draft, string projectOptions)
    {
        row.SourceAddress = Address("sourceAddress", draft.SourceAddress);
        row.DestinationAddress = Address("destinationAddress", draft.DestinationAddress);
        row.SourceLogin = Given(draft.SourceLogin);
        row.DestinationLogin = Given(draft.DestinationLogin);
        row.Flags = draft.Flags;
        row.SupportOptions = SupportOptionCheck.Sound(draft.SupportOptions, projectOptions, draft.KeepUnknownOptions);
        row.Star = draft.Star;
        row.ProtectedSourceSecret = SecretOf(SecretKind.MailboxSource, row.ProtectedSourceSecret, draft.SourceSecret);
        row.ProtectedDestinationSecret = SecretOf(SecretKind.MailboxDestination, row.ProtectedDestinationSecret, draft.DestinationSecret);
        if (draft.SourceSecret is not null || draft.DestinationSecret is not null)
        {
            row.LastUsed = time.GetUtcNow();
        }
    }

    private string? SecretOf(SecretKind kind, string? stored, string? given) => given switch
    {
        null => stored,
        "" => null,
        _ => secrets.Protect(kind, new Secret(given)),
    };

    private static string Address(string field, string text) => SmtpAddress.TryParse(text, out var address)
        ? address.Value
        : throw Refusal.Wrong(RefusalCodes.MailboxWrong, $"\"{text}\" is not a mail address: write the mailbox's primary address, such as anna@old.example.", field);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static async Task SaveAsync(PlaneContext rows, Mailbox row, CancellationToken cancellationToken)
    {
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw Refusal.Conflict(RefusalCodes.MailboxTaken, $"The project already moves {row.SourceAddress} into {row.DestinationAddress}.", "sourceAddress");
        }
    }
}
