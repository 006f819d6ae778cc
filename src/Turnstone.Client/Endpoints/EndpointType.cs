namespace Turnstone.Client.Endpoints;

/// <summary>What kind of server an endpoint is.</summary>
public enum EndpointType
{
    /// <summary>An IMAP server: mailboxes are copied from it.</summary>
    Imap,

    /// <summary>An Exchange server: mailboxes are copied into it.</summary>
    Exchange,
}
