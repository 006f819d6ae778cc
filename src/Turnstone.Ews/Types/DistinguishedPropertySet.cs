namespace Turnstone.Ews.Types;

/// <summary>Property sets the schema has a word for (DistinguishedPropertySetType).</summary>
public enum DistinguishedPropertySet
{
    Meeting,
    Appointment,
    Common,
    PublicStrings,
    Address,
    InternetHeaders,
    CalendarAssistant,
    UnifiedMessaging,
    Task,
    Sharing,
}
