namespace Turnstone.Benchmarks.Macro;

/// <summary>How much is measured.</summary>
internal enum MacroSize
{
    /// <summary>Minutes: the same comparisons on less mail, for whoever works on the pipeline. Written beside the page, not into it.</summary>
    Quick,

    /// <summary>About an hour: what the page shows.</summary>
    Full,

    /// <summary>A million messages, a hundred mailboxes, two thousand folders: hours.</summary>
    Scale,
}
