using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Actions;
using Turnstone.Server.Security;
using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Actions;

/// <summary>The action log of a workgroup.</summary>
internal sealed class ActionService(Workspace workspace)
{
    /// <summary>Lines that were asked for, the newest first.</summary>
    public async Task<Paged<ActionInfo>> ListAsync(ActionQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var found = Narrow(rows.Actions.AsNoTracking(), query);
        var total = await found.CountAsync(cancellationToken);
        var lines = await found.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        var names = await NamesAsync(rows, lines, cancellationToken);
        return new Paged<ActionInfo>([.. lines.Select(line => InfoOf(line, names))], total);
    }

    private static IQueryable<ActionEntry> Narrow(IQueryable<ActionEntry> lines, ActionQuery query)
    {
        lines = string.IsNullOrWhiteSpace(query.Kind) ? lines : lines.Where(row => row.Kind == query.Kind);
        lines = query.Subject is { } subject ? lines.Where(row => row.SubjectId == subject) : lines;
        lines = query.Agent is { } agent ? lines.Where(row => row.AgentId == agent) : lines;
        lines = query.From?.ToUniversalTime() is { } from ? lines.Where(row => row.At >= from) : lines;
        return query.To?.ToUniversalTime() is { } to ? lines.Where(row => row.At < to) : lines;
    }

    private static async Task<Dictionary<Guid, string>> NamesAsync(PlaneContext rows, List<ActionEntry> lines, CancellationToken cancellationToken)
    {
        var agents = lines.Select(line => line.AgentId).OfType<Guid>().Distinct().ToList();
        return await rows.Agents.AsNoTracking().Where(row => agents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellationToken);
    }

    private static ActionInfo InfoOf(ActionEntry line, Dictionary<Guid, string> names) => new()
    {
        Id = line.Id,
        At = line.At,
        AgentId = line.AgentId,
        Agent = line.AgentId is { } agent ? names.GetValueOrDefault(agent) : null,
        Kind = line.Kind,
        SubjectId = line.SubjectId,
        Subject = line.Subject,
        Action = line.Action,
        Details = line.Details,
    };
}
