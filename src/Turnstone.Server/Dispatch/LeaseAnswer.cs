namespace Turnstone.Server.Dispatch;

/// <summary>What a process that shows it lives is told of a pass.</summary>
internal enum LeaseAnswer
{
    /// <summary>It is still this process's.</summary>
    Held,

    /// <summary>It is, and somebody asked for it to stop.</summary>
    AskedToStop,

    /// <summary>Another process has it.</summary>
    Lost,
}
