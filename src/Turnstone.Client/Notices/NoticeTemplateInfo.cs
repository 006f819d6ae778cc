namespace Turnstone.Client.Notices;

/// <summary>The words a project has for a kind of notice.</summary>
public sealed record NoticeTemplateInfo
{
    /// <summary>Which kind.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>The subject, as Liquid.</summary>
    public required string Subject { get; init; }

    /// <summary>What it says, as Liquid.</summary>
    public required string Body { get; init; }

    /// <summary>Whether these are the project's own words; otherwise they are the house's.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>The names that stand for a value in this kind.</summary>
    public required IReadOnlyList<string> Names { get; init; }
}
