namespace Turnstone.Client.Mailboxes;

/// <summary>Credentials of mailboxes that are to be forgotten: login and password.</summary>
public sealed record ClearCredentialsDraft : MailboxSelection
{
    /// <summary>Those for the source.</summary>
    public bool Source { get; init; }

    /// <summary>Those for the destination.</summary>
    public bool Destination { get; init; }
}
