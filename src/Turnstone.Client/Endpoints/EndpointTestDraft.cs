using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Endpoints;

/// <summary>What to try at an endpoint besides reaching it and signing its account in.</summary>
public sealed record EndpointTestDraft
{
    /// <summary>The address of a mailbox to open; null to open none.</summary>
    [EmailAddress, StringLength(254)]
    public string? Mailbox { get; init; }

    /// <summary>The mailbox's login; null for its address. Where an administrator opens it: what the server calls it.</summary>
    [StringLength(500)]
    public string? Login { get; init; }

    /// <summary>The mailbox's password, where the endpoint has no account that opens all; not stored.</summary>
    [StringLength(20_000)]
    public string? Secret { get; init; }

    /// <summary>IMAP, where the endpoint has an administrator: another mailbox for them to open, to show that it is not the first alone; null for none.</summary>
    [EmailAddress, StringLength(254)]
    public string? SecondMailbox { get; init; }

    /// <summary>IMAP: whether every way to sign in that is offered is tried, a sign-in each, until one is refused; servers count refusals.</summary>
    public bool TriesEachMechanism { get; init; }

    /// <summary>Exchange, with a mailbox: whether one small item is written into a folder of its own there and read back. It stays: nothing here can delete.</summary>
    public bool WritesTestItem { get; init; }

    /// <summary>The project it is made for, which uses the endpoint: what is kept of it is then seen by those who see the project. Null for all who see the endpoint.</summary>
    public Guid? ProjectId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(EndpointTestDraft)} {{ Mailbox = {Mailbox}, Login = {Login} }}";
}
