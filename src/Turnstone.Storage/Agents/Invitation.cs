using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Agents;

/// <summary>That somebody was asked to join a workgroup. The code of its link works once and is kept nowhere.</summary>
public sealed class Invitation : Owned, ILogged
{
    /// <summary>The address it was sent to.</summary>
    public required string Address
    {
        get;
        init => (field, AddressSearch) = (value, SearchText.Of(value));
    }

    /// <summary>As what they shall join.</summary>
    public required Role Role { get; init; }

    /// <summary>SHA-256 of the link's code, in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Who asked them.</summary>
    public required Guid InvitedById { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From when on the link is refused, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>When it was accepted, UTC; null before.</summary>
    public DateTimeOffset? Accepted { get; set; }

    /// <summary>When it was withdrawn, or another took its place, UTC; null while it stands.</summary>
    public DateTimeOffset? Withdrawn { get; set; }

    /// <summary>The address for comparing.</summary>
    public string AddressSearch { get; private set; } = "";

    string ILogged.Called => Address;
}
