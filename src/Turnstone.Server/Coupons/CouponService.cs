using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Coupons;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Coupons;

/// <summary>Coupons that a workgroup makes of its unused licences.</summary>
internal sealed class CouponService(Workspace workspace, ServerSettings settings, TimeProvider time)
{
    /// <summary>Those the workgroup made, the newest first.</summary>
    public async Task<Paged<CouponInfo>> ListAsync(CouponQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var found = Made(rows).AsNoTracking();
        var total = await found.CountAsync(cancellationToken);
        var items = await found.OrderByDescending(row => row.Created).ThenByDescending(row => row.Id).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        return new Paged<CouponInfo>([.. items.Select(InfoOf)], total);
    }

    /// <summary>Turns licences into one.</summary>
    /// <exception cref="Refusal">There is no such pack, it has not so many to give, or this server does not meter.</exception>
    public async Task<NewCoupon> MakeAsync(CouponDraft draft, CancellationToken cancellationToken)
    {
        CouponRedemption.RequireMetered(settings);
        var now = time.GetUtcNow();
        var code = SecretCode.Create();
        await using var rows = workspace.Open();
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);

        // One statement: of two who want the last ones, one changes no row.
        var taken = await rows.LicencePacks
            .Where(row => row.Id == draft.PackId && row.Expires > now && row.Purchased + row.Granted - row.Applied - row.Revoked >= draft.Count)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.Revoked, row => row.Revoked + draft.Count), cancellationToken);
        var pack = await rows.LicencePacks.SingleOrDefaultAsync(row => row.Id == draft.PackId, cancellationToken)
            ?? throw Refusal.Wrong(RefusalCodes.CouponWrong, "There is no such pack here.", "packId");
        if (taken == 0)
        {
            throw Refusal.Conflict(RefusalCodes.CouponWrong, $"The pack \"{pack.Label}\" has not {draft.Count} licences that are unused, not applied and not expired.", "count");
        }

        var coupon = new Coupon
        {
            Hash = SecretCode.HashOf(code), Label = draft.Label.Trim(), Count = draft.Count, MadeIn = workspace.Caller.WorkgroupId, PackId = pack.Id, Created = now, Expires = pack.Expires,
        };
        rows.Add(coupon);
        rows.Note(pack, "turned into a coupon", $"{coupon.Count}: {coupon.Label}");
        await rows.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new NewCoupon(code, InfoOf(coupon));
    }

    /// <summary>Takes one back that nobody redeemed.</summary>
    /// <exception cref="Refusal">There is none, or somebody redeemed it or took it back.</exception>
    public async Task WithdrawAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var rows = workspace.Open();
        var coupon = await Made(rows).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("coupon");
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        var withdrawn = await Made(rows).Where(row => row.Id == id && row.Redeemed == null && row.Withdrawn == null)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.Withdrawn, now), cancellationToken);
        if (withdrawn == 0)
        {
            throw Refusal.Conflict(RefusalCodes.CouponSpent, "This coupon was redeemed or taken back already.");
        }

        await rows.LicencePacks.Where(row => row.Id == coupon.PackId)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.Revoked, row => row.Revoked - coupon.Count), cancellationToken);
        rows.Note(await rows.LicencePacks.SingleAsync(row => row.Id == coupon.PackId, cancellationToken), "coupon taken back", $"{coupon.Count}: {coupon.Label}");
        await rows.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // Coupons are no workgroup's rows: here they are narrowed by hand.
    private IQueryable<Coupon> Made(PlaneContext rows)
    {
        var workgroup = workspace.Caller.WorkgroupId;
        return rows.Coupons.Where(row => row.MadeIn == workgroup);
    }

    private CouponInfo InfoOf(Coupon row) => new()
    {
        Id = row.Id,
        Label = row.Label,
        Count = row.Count,
        PackId = row.PackId,
        State = row.Redeemed is not null ? CouponState.Redeemed
            : row.Withdrawn is not null ? CouponState.Withdrawn
            : row.Expires <= time.GetUtcNow() ? CouponState.Expired
            : CouponState.Open,
        Created = row.Created,
        Expires = row.Expires,
    };
}
