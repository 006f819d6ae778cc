using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Mailboxes;

/// <summary>A mailbox to be added to a project, or what an existing one shall be.</summary>
public sealed record MailboxDraft : MailboxSettings
{
    /// <summary>The password at the source. Null leaves the one that is stored, empty takes it away. It never comes back.</summary>
    [StringLength(2000)]
    public string? SourceSecret { get; init; }

    /// <summary>The password at the destination, as <see cref="SourceSecret"/>.</summary>
    [StringLength(2000)]
    public string? DestinationSecret { get; init; }

    /// <summary>Confirms support options whose names or values are not known: they are kept and change nothing.</summary>
    public bool KeepUnknownOptions { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(MailboxDraft)} {{ {SourceAddress} → {DestinationAddress} }}";
}
