using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Endpoints;

/// <summary>An endpoint to be added, or what an existing one shall be.</summary>
public sealed record EndpointDraft : EndpointSettings
{
    /// <summary>
    /// The password, token or key. Null leaves the one that is stored, empty takes it away. Where the address changes, or who is trusted to be it, the
    /// stored one has to be given anew. It never comes back.
    /// </summary>
    [StringLength(20_000)]
    public string? Secret { get; init; }

    // Not the secret: drafts are printed by people who look for a fault.
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(EndpointDraft)} {{ Name = {Name}, Kind = {Kind}, Address = {Address} }}";
}
