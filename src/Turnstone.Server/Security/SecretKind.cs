namespace Turnstone.Server.Security;

/// <summary>What is encrypted before it is stored. Each kind has keys of its own: what was written as one is not read as another.</summary>
internal enum SecretKind
{
    /// <summary>An endpoint's password, token or key.</summary>
    Endpoint,

    /// <summary>The password of a mailbox at the source.</summary>
    MailboxSource,

    /// <summary>The password of a mailbox at the destination.</summary>
    MailboxDestination,
}
