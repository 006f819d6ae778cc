namespace Turnstone.Engine.Mailboxes;

/// <summary>One wait that goes on now.</summary>
/// <param name="Until">When it is over, UTC.</param>
/// <param name="Cause">For whose sake.</param>
public sealed record Wait(DateTimeOffset Until, WaitCause Cause);
