namespace Turnstone.Client.Preparation;

/// <summary>A step of a preparation in words.</summary>
/// <param name="What">What is done.</param>
/// <param name="Why">Why moving mailboxes needs it.</param>
public sealed record PreparationStepInfo(string What, string Why);
