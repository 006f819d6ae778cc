namespace Turnstone.Client.Coupons;

/// <summary>What came of redeeming coupons.</summary>
/// <param name="Coupons">Coupons that were redeemed.</param>
/// <param name="Licences">Licences that came by them.</param>
public sealed record CouponsAppliedInfo(int Coupons, int Licences);
