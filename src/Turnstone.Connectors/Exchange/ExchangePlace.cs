namespace Turnstone.Connectors.Exchange;

/// <summary>A folder that may hold what was delivered.</summary>
/// <param name="Id">The server's id.</param>
/// <param name="Items">How many items it holds, ours or not.</param>
/// <param name="IsExtra">Whether it is searched only where the account may: what is recoverable, the archive.</param>
internal sealed record ExchangePlace(string Id, int Items, bool IsExtra);
