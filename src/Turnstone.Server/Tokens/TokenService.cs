using Microsoft.EntityFrameworkCore;
using Turnstone.Client.People;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Tokens;

/// <summary>Personal access tokens of whoever asks.</summary>
internal sealed class TokenService(Workspace workspace, PlaneDatabase plane, TimeProvider time)
{
    /// <summary>What every token begins with, so that people and scanners know one when they see it.</summary>
    public const string Prefix = "tst_";

    private static readonly TimeSpan UseIsNotedAfter = TimeSpan.FromMinutes(1);

    /// <summary>Makes one, with no more rights than the caller came with.</summary>
    public async Task<NewToken> MakeAsync(TokenDraft draft, CancellationToken cancellationToken)
    {
        var code = Prefix + SecretCode.Create();
        var row = new AccessToken
        {
            AgentId = workspace.Caller.AgentId,
            Name = draft.Name.Trim(),
            Hash = SecretCode.HashOf(code),
            Scope = (TokenScope)draft.Scope,
            Created = time.GetUtcNow(),
            Expires = time.GetUtcNow().AddDays(draft.Days),
        };
        await using var rows = workspace.Open();
        rows.Add(row);
        await rows.SaveChangesAsync(cancellationToken);
        return new NewToken { Id = row.Id, Name = row.Name, Scope = draft.Scope, Created = row.Created, Expires = row.Expires, Token = code };
    }

    /// <summary>Those of the caller that hold, the newest first.</summary>
    public async Task<IReadOnlyList<TokenInfo>> ListAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var rows = workspace.Open();
        var held = await rows.AccessTokens.AsNoTracking()
            .Where(row => row.AgentId == workspace.Caller.AgentId && row.Revoked == null && row.Expires > now)
            .OrderByDescending(row => row.Created)
            .ToListAsync(cancellationToken);
        return [.. held.Select(row => new TokenInfo
        {
            Id = row.Id, Name = row.Name, Scope = (AccessScope)row.Scope, Created = row.Created, Expires = row.Expires, LastUsed = row.LastUsed,
        })];
    }

    /// <summary>Takes one of the caller's back, at once and for good.</summary>
    public async Task RevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await rows.AccessTokens.SingleOrDefaultAsync(row => row.Id == id && row.AgentId == workspace.Caller.AgentId && row.Revoked == null, cancellationToken)
            ?? throw Refusal.NotFound("token");
        row.Revoked = time.GetUtcNow();
        await rows.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The row of a token that holds, noted as used; null for any other.</summary>
    public async Task<AccessToken?> UseAsync(string token, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretCode.HashOf(token), time.GetUtcNow());
        await using var rows = plane.Open(new PlaneScope.House());
        var row = await rows.AccessTokens.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Hash == hash && row.Revoked == null && row.Expires > now, cancellationToken);
        if (row is not null && (row.LastUsed is not { } used || now - used > UseIsNotedAfter))
        {
            await rows.AccessTokens.Where(other => other.Id == row.Id)
                .ExecuteUpdateAsync(change => change.SetProperty(other => other.LastUsed, now), cancellationToken);
        }

        return row;
    }
}
