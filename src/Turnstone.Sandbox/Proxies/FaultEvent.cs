namespace Turnstone.Sandbox.Proxies;

/// <summary>One fault that happened.</summary>
/// <param name="At">When.</param>
/// <param name="Operation">To what: an operation of EWS, a command of IMAP, or <c>connect</c>.</param>
/// <param name="Number">The how manieth of its kind it was.</param>
/// <param name="Fault">Its name in the faults file.</param>
public sealed record FaultEvent(DateTimeOffset At, string Operation, int Number, string Fault);
