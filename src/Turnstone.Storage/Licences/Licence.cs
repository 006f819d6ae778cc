using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Licences;

/// <summary>
/// A User Migration Bundle that was applied to a person. While a pass under way refers to it, it is reserved; that is nowhere else than in the
/// passes, so it is given back by a pass's end itself.
/// </summary>
public sealed class Licence : Owned, ILogged
{
    /// <summary>The pack it is of.</summary>
    public required Guid PackId { get; init; }

    /// <summary>Whose; null where the person was removed after it had lost its worth.</summary>
    public Guid? CustomerUserId { get; set; }

    /// <summary>Their address when it was applied, for people.</summary>
    public required string Address { get; init; }

    /// <summary>When it was applied, UTC.</summary>
    public required DateTimeOffset Applied { get; init; }

    /// <summary>From when on it admits no pass, UTC: as its pack.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>When a pass used it up, UTC: from then on it is this person's for good. Null before.</summary>
    public DateTimeOffset? Used { get; set; }

    /// <summary>When it was taken back unused, or another took its place, UTC; null while it is the person's.</summary>
    public DateTimeOffset? Ended { get; set; }

    string ILogged.Called => Address;
}
