namespace Turnstone.Connectors.Exchange;

/// <summary>A server's wish to be left alone.</summary>
/// <param name="Reach">By whom.</param>
/// <param name="Hint">For how long, as it says; zero where it does not, or says zero and means more (ews-managed-api issue 293).</param>
/// <param name="IsBusy">Whether too much was asked at once, so that fewer requests should run side by side.</param>
public sealed record BackOff(BackOffReach Reach, TimeSpan Hint, bool IsBusy);
