using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Coupons;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Coupons;

/// <summary>Redeems coupons, whichever workgroup made them: the code is the right to it, and each works once.</summary>
internal sealed class CouponRedemption(Workspace workspace, ServerSettings settings, TimeProvider time)
{
    private const int MostCodes = 100;

    /// <summary>Refuses where this server does not meter.</summary>
    public static void RequireMetered(ServerSettings settings)
    {
        if (settings.Licensing is null)
        {
            throw Refusal.Conflict(RefusalCodes.LicenceNotMetered, "This server does not meter: passes need no licences.");
        }
    }

    /// <summary>What codes are good for.</summary>
    public async Task<IReadOnlyList<CouponCheckInfo>> CheckAsync(CouponCodes codes, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var answers = new List<CouponCheckInfo>();
        foreach (var code in CodesOf(codes))
        {
            var coupon = await FindAsync(rows, code, cancellationToken);
            answers.Add(Obstacle(coupon) is { } obstacle ? new CouponCheckInfo(code, 0, null, obstacle) : new CouponCheckInfo(code, coupon!.Count, coupon.Expires, null));
        }

        return answers;
    }

    /// <summary>Redeems them, all or none.</summary>
    /// <exception cref="Refusal">One is good for nothing, or this server does not meter.</exception>
    public async Task<CouponsAppliedInfo> ApplyAsync(CouponCodes codes, CancellationToken cancellationToken)
    {
        RequireMetered(settings);
        var now = time.GetUtcNow();
        await using var rows = workspace.Open();
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        var (coupons, licences) = (0, 0);

        // In one order for all, so that two who redeem the same ones never wait for each other.
        foreach (var code in CodesOf(codes).OrderBy(SecretCode.HashOf, StringComparer.Ordinal))
        {
            var hash = SecretCode.HashOf(code);
            var isRedeemed = await rows.Coupons.Where(row => row.Hash == hash && row.Redeemed == null && row.Withdrawn == null && row.Expires > now)
                .ExecuteUpdateAsync(change => change.SetProperty(row => row.Redeemed, now), cancellationToken) == 1;
            var coupon = await FindAsync(rows, code, cancellationToken);
            if (!isRedeemed)
            {
                throw Refusal.Conflict(RefusalCodes.CouponSpent, $"The code that begins with \"{code[..Math.Min(6, code.Length)]}\" is good for nothing: {Obstacle(coupon)} Nothing was redeemed.", "codes");
            }

            rows.Add(new LicencePack { Label = $"Coupon {coupon!.Label}", Granted = coupon.Count, Created = now, Expires = coupon.Expires });
            (coupons, licences) = (coupons + 1, licences + coupon.Count);
        }

        await rows.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new CouponsAppliedInfo(coupons, licences);
    }

    private static List<string> CodesOf(CouponCodes codes)
    {
        var all = codes.Codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        return all.Count is > 0 and <= MostCodes
            ? all
            : throw Refusal.Wrong(RefusalCodes.CouponWrong, $"Write between one and {MostCodes} codes, separated by blanks.", "codes");
    }

    // By its hash alone: nothing else finds another workgroup's.
    private static Task<Coupon?> FindAsync(PlaneContext rows, string code, CancellationToken cancellationToken)
    {
        var hash = SecretCode.HashOf(code);
        return rows.Coupons.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash, cancellationToken);
    }

    private string? Obstacle(Coupon? coupon) => coupon switch
    {
        null => "There is no such coupon.",
        { Redeemed: not null } => "It was redeemed already.",
        { Withdrawn: not null } => "It was taken back.",
        { Expires: var expires } when expires <= time.GetUtcNow() => "Its licences have expired.",
        _ => null,
    };
}
