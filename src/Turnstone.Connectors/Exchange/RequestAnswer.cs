namespace Turnstone.Connectors.Exchange;

/// <summary>What a server's answer says of a budget.</summary>
/// <param name="BackOff">What it asks for; null when it asks for nothing.</param>
public readonly record struct RequestAnswer(BackOff? BackOff);
