using System.Collections.Frozen;

namespace Turnstone.Sandbox.Properties;

/// <summary>First-class elements that are nothing but a MAPI property under another name: kept and returned as that property.</summary>
internal static class PlainFields
{
    public static readonly PropertyName ReminderIsSet = new(0, PropertySets.Common, null, 0x8503, MapiType.Boolean, false);
    public static readonly PropertyName ReminderDueBy = new(0, PropertySets.Common, null, 0x8502, MapiType.SystemTime, false);
    public static readonly PropertyName ReminderMinutes = new(0, PropertySets.Common, null, 0x8501, MapiType.Integer, false);
    public static readonly PropertyName IsResponseRequested = PropertyName.OfTag(0x0063, MapiType.Boolean);

    private static readonly FrozenDictionary<string, PropertyName> ByElement = new Dictionary<string, PropertyName>(StringComparer.Ordinal)
    {
        ["ReminderIsSet"] = ReminderIsSet,
        ["ReminderDueBy"] = ReminderDueBy,
        ["ReminderMinutesBeforeStart"] = ReminderMinutes,
        ["IsResponseRequested"] = IsResponseRequested,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>By element name, or by FieldURI, whose last part is the element name.</summary>
    public static PropertyName? Find(string field) =>
        ByElement.TryGetValue(field[(field.IndexOf(':') + 1)..], out var name) ? name : null;
}
