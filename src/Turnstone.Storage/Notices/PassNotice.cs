using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Notices;

/// <summary>
/// That the end of a pass is to be told by mail. Saved with that end; the mail is written from it afterwards, alone or together with others that
/// came close to it.
/// </summary>
public sealed class PassNotice : Owned
{
    /// <summary>The pass.</summary>
    public required Guid PassId { get; init; }

    /// <summary>Its project, whose addresses are told.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>Whether it was completed without errors.</summary>
    public required bool IsSuccess { get; init; }

    /// <summary>When the pass was over, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When a mail was written that tells of it, UTC; null before.</summary>
    public DateTimeOffset? Written { get; set; }
}
