namespace Turnstone.Preparation.Exchange;

/// <summary>What a script will do, and why, in words for the administrator who is to run it.</summary>
/// <param name="Step">Which step it is.</param>
/// <param name="What">What is done.</param>
/// <param name="Why">Why moving mailboxes needs it.</param>
public sealed record PlannedStep(ExchangeStep Step, string What, string Why);
