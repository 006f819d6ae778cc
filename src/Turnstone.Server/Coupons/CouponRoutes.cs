using Turnstone.Client.Coupons;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Coupons;

internal static class CouponRoutes
{
    public static void MapCoupons(this IEndpointRouteBuilder routes)
    {
        var coupons = routes.MapGroup("/coupons").WithTags("Coupons").Needs(Ability.KeepBilling);
        coupons.MapGet("/", ([AsParameters] CouponQuery query, CouponService service, CancellationToken cancellationToken) => service.ListAsync(query, cancellationToken))
            .WithName("ListCoupons").WithSummary("Lists coupons that the workgroup made, the newest first.");
        coupons.MapPost("/", async (CouponDraft draft, CouponService service, CancellationToken cancellationToken) =>
                TypedResults.Created((string?)null, await service.MakeAsync(draft, cancellationToken)))
            .OncePerKey().WithName("MakeCoupon").WithSummary("Turns unused licences into a coupon, whose code is shown this once.");
        coupons.MapDelete("/{coupon:guid}", async (Guid coupon, CouponService service, CancellationToken cancellationToken) =>
            {
                await service.WithdrawAsync(coupon, cancellationToken);
                return TypedResults.NoContent();
            })
            .WithName("WithdrawCoupon").WithSummary("Takes back a coupon that nobody redeemed.");
        coupons.MapPost("/check", (CouponCodes codes, CouponRedemption redemption, CancellationToken cancellationToken) => redemption.CheckAsync(codes, cancellationToken))
            .WithName("CheckCoupons").WithSummary("Says what codes are good for.");
        coupons.MapPost("/apply", (CouponCodes codes, CouponRedemption redemption, CancellationToken cancellationToken) => redemption.ApplyAsync(codes, cancellationToken))
            .OncePerKey().WithName("ApplyCoupons").WithSummary("Redeems coupons: all of them or none.");
    }
}
