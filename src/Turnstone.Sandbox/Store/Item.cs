using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Properties;

namespace Turnstone.Sandbox.Store;

/// <summary>
/// An item's properties as the store keeps them: all that listing, searching and syncing need. Bodies, recipients and
/// attachments are content, kept apart under <see cref="ContentId"/>. Never changes; a new version is made with <c>with</c>.
/// </summary>
internal sealed record Item
{
    public required long Id { get; init; }

    public required long FolderId { get; init; }

    public required long ContentId { get; init; }

    /// <summary>The element items of this class answer as: Message, CalendarItem, Contact, MeetingRequest …</summary>
    public required string Element { get; init; }

    public required string ItemClass { get; init; }

    /// <summary>Change number of the last change of any kind.</summary>
    public long Change { get; init; }

    /// <summary>Change number of the last change other than the read flag.</summary>
    public long ContentChange { get; init; }

    /// <summary>Change number at which the item came into its folder.</summary>
    public long Added { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Modified { get; init; }

    public required DateTimeOffset Received { get; init; }

    public required DateTimeOffset Sent { get; init; }

    public string? Subject { get; init; }

    public MailAddress? From { get; init; }

    public MailAddress? Sender { get; init; }

    public string DisplayTo { get; init; } = "";

    public string DisplayCc { get; init; } = "";

    public string DisplayBcc { get; init; } = "";

    public string? MessageId { get; init; }

    public string? InReplyTo { get; init; }

    public string? References { get; init; }

    public Guid Conversation { get; init; }

    /// <summary>0 low, 1 normal, 2 high (PidTagImportance).</summary>
    public int Importance { get; init; } = 1;

    /// <summary>0 to 3 (PidTagSensitivity).</summary>
    public int Sensitivity { get; init; }

    /// <summary>PidTagMessageFlags as the store computes it, attachments bit included.</summary>
    public MessageFlags Flags { get; init; }

    public int Size { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public FollowUp FollowUp { get; init; } = FollowUp.None;

    public bool IsReadReceiptRequested { get; init; }

    public bool IsDeliveryReceiptRequested { get; init; }

    public IReadOnlyList<ExtendedProperty> Extended { get; init; } = [];

    public bool IsRead => Flags.HasFlag(MessageFlags.Read);

    public bool IsDraft => Flags.HasFlag(MessageFlags.Unsent);

    public bool HasAttachments => Flags.HasFlag(MessageFlags.HasAttachments);

    public bool IsAssociated => Flags.HasFlag(MessageFlags.Associated);

    public ObjectKind Kind => Element switch
    {
        "CalendarItem" => ObjectKind.CalendarItem,
        "Contact" => ObjectKind.Contact,
        "Item" => ObjectKind.Item,
        "MeetingRequest" => ObjectKind.MeetingRequest,
        _ => ObjectKind.Message,
    };

    public ExtendedProperty? Find(PropertyName name)
    {
        foreach (var property in Extended)
        {
            if (property.Name == name)
            {
                return property;
            }
        }

        return null;
    }
}
