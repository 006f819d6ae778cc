namespace Turnstone.Client.Projects;

/// <summary>How a step stands.</summary>
public enum RunbookState
{
    /// <summary>Nothing of it happened.</summary>
    Open,

    /// <summary>Some of it happened.</summary>
    Begun,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It happens outside: this server cannot see it.</summary>
    Outside,
}
