namespace Turnstone.Client.Projects;

/// <summary>How a step stands.</summary>
public enum RunbookState
{
    /// <summary>Nothing of it happened.</summary>
    Open,

    /// <summary>Some of it happened, or what was tried of it failed.</summary>
    Begun,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>Somebody said that this move does without it, and why.</summary>
    NotNeeded,
}
