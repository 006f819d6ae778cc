namespace Turnstone.Client.Projects;

/// <summary>One support option and what was made of it.</summary>
public sealed record SupportOptionLineInfo
{
    /// <summary>The line it begins on, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The option as it was given.</summary>
    public required string Text { get; init; }

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public string? Fault { get; init; }

    /// <summary>What to write instead; null where nothing is wrong.</summary>
    public string? Remedy { get; init; }

    /// <summary>Whether it can be kept although it is wrong, once it is confirmed.</summary>
    public bool MayBeKept { get; init; }

    /// <summary>What is to be said of it although it is good; null where nothing is.</summary>
    public string? Remark { get; init; }
}
