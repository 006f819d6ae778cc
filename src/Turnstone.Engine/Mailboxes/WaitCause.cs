namespace Turnstone.Engine.Mailboxes;

/// <summary>For whose sake a pass waits.</summary>
public enum WaitCause
{
    /// <summary>The source asked for patience.</summary>
    Source,

    /// <summary>The destination asked for patience.</summary>
    Destination,

    /// <summary>The operator's hours: nothing moves outside them.</summary>
    Window,

    /// <summary>Something failed that may pass: the next try comes later.</summary>
    Trouble,

    /// <summary>A request without an answer may still be at work.</summary>
    Settling,
}
