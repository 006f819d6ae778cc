using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Notices;

/// <summary>A project's own words for a kind of notice, as Liquid. Where there is no row the house's words are used.</summary>
public sealed class NoticeTemplate : Owned, ILogged
{
    /// <summary>The longest subject, in UTF-16 units.</summary>
    public const int LongestSubject = 300;

    /// <summary>The project.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>Which kind; a project has one row a kind.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; set; }

    /// <summary>What it says; a blank line begins a paragraph.</summary>
    public required string Body { get; set; }

    string ILogged.Called => Kind.ToString();
}
