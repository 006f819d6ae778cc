namespace Turnstone.Sandbox.Store;

/// <summary>Limits of one mailbox; null means none, as on a server whose administrator set none.</summary>
public sealed record MailboxQuota
{
    /// <summary>ProhibitSendReceiveQuota in bytes; beyond it items are refused with ErrorQuotaExceeded.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>MailboxMessagesPerFolderCountReceiveQuota.</summary>
    public int? MaxItemsPerFolder { get; init; }
}
