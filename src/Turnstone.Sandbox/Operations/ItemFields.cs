using System.Collections.Frozen;

namespace Turnstone.Sandbox.Operations;

/// <summary>The base shapes of a message. Default by Microsoft's reference ([D] baseshape), AllProperties by the recordings ([R]).</summary>
internal static class ItemFields
{
    private static readonly string[] DefaultFields =
    [
        "item:Subject", "item:Sensitivity", "item:Size", "item:DateTimeSent", "item:DateTimeCreated", "item:HasAttachments",
        "message:From", "message:IsReadReceiptRequested", "message:IsDeliveryReceiptRequested", "message:IsRead",
    ];

    private static readonly string[] ContentFields =
    [
        "item:Body", "item:Attachments", "item:InternetMessageHeaders", "item:ResponseObjects", "message:ToRecipients", "message:CcRecipients",
        "message:BccRecipients", "message:ReplyTo",
    ];

    private static readonly string[] ListFields =
    [
        .. DefaultFields, "item:ParentFolderId", "item:ItemClass", "item:DateTimeReceived", "item:Categories", "item:Importance",
        "item:InReplyTo", "item:IsSubmitted", "item:IsDraft", "item:IsFromMe", "item:IsResend", "item:IsUnmodified", "item:ReminderIsSet", "item:ReminderDueBy",
        "item:ReminderMinutesBeforeStart",        "item:DisplayCc", "item:DisplayTo", "item:Culture", "item:EffectiveRights", "item:LastModifiedName", "item:LastModifiedTime",
        "item:IsAssociated", "item:WebClientReadFormQueryString", "item:ConversationId", "item:Flag", "item:InstanceKey", "message:Sender",
        "message:ConversationIndex", "message:ConversationTopic", "message:InternetMessageId", "message:References",
        "message:IsResponseRequested",
    ];

    public static readonly FrozenSet<string> Default =
        DefaultFields.Concat(["item:Body", "item:Attachments", "item:ResponseObjects", "message:ToRecipients", "message:CcRecipients", "message:BccRecipients"]).ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> DefaultInList = DefaultFields.ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> All = ListFields.Concat(ContentFields).ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> AllInList = ListFields.ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> NeverInList =
        ContentFields.Concat(["item:MimeContent", "item:MimeContentUTF8", "item:UniqueBody", "item:NormalizedBody", "item:TextBody"]).ToFrozenSet(StringComparer.Ordinal);
}
