namespace Turnstone.Client.Endpoints;

/// <summary>A server and how to sign in to it, used by any number of a customer's projects.</summary>
public sealed record EndpointInfo : EndpointSettings
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether a secret is stored; the secret itself is shown to nobody.</summary>
    public required bool HasSecret { get; init; }

    /// <summary>When it was added, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When its secret was last entered or signed in with, UTC, to the hour; null where it was not since the endpoint was added.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>When it was put away, UTC; null while it is offered.</summary>
    public DateTimeOffset? Archived { get; init; }

    /// <summary>What its last test came to, whoever made it; null where it was not tested.</summary>
    public LastTestInfo? LastTest { get; init; }
}
