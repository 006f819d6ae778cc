namespace Turnstone.Sandbox.Properties;

/// <summary>
/// What identifies a MAPI property: a tag, or a set with a name or a number. The type belongs to the identity: a property
/// asked for under another type is another property.
/// </summary>
internal readonly record struct PropertyName(int Tag, Guid Set, string? Name, int Id, MapiType Type, bool IsArray)
{
    public static PropertyName OfTag(int tag, MapiType type) => new(tag, default, null, 0, type, false);

    public bool IsTag => Set == default;
}
