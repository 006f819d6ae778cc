using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Endpoints;

/// <summary>A server and how to sign in to it, used by any number of a customer's projects.</summary>
public sealed class Endpoint : Owned, ILogged
{
    /// <summary>Whose server.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>What people call it; no two endpoints of a customer have the same name.</summary>
    public required string Name
    {
        get;
        set => (field, NameSearch) = (value, SearchText.Of(value));
    }

    /// <summary>What kind of server.</summary>
    public required EndpointKind Kind { get; init; }

    /// <summary>Where it is, in the form the connectors write it: <c>imaps://host:993</c>, an EWS address, <c>autodiscover:domain</c>.</summary>
    public required string Address { get; set; }

    /// <summary>Who signs in for all mailboxes; null where each mailbox has a login of its own.</summary>
    public string? Login { get; set; }

    /// <summary>The secret that goes with the login, encrypted; null where there is none.</summary>
    public string? ProtectedSecret { get; set; }

    /// <summary>When it was added, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was put away, UTC; null while it is offered.</summary>
    public DateTimeOffset? Archived { get; set; }

    /// <summary>The name for searching.</summary>
    public string NameSearch { get; private set; } = "";

    string ILogged.Called => Name;
}
