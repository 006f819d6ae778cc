using System.Collections.Frozen;

namespace Turnstone.Sandbox.Properties;

/// <summary>The property sets that have a name in EWS ([D] ExtendedFieldURI).</summary>
internal static class PropertySets
{
    public static readonly Guid PublicStrings = new("00020329-0000-0000-C000-000000000046");
    public static readonly Guid InternetHeaders = new("00020386-0000-0000-C000-000000000046");
    public static readonly Guid Common = new("00062008-0000-0000-C000-000000000046");

    private static readonly FrozenDictionary<string, Guid> ByName = new Dictionary<string, Guid>(StringComparer.Ordinal)
    {
        ["Meeting"] = new("6ED8DA90-450B-101B-98DA-00AA003F1305"),
        ["Appointment"] = new("00062002-0000-0000-C000-000000000046"),
        ["Common"] = Common,
        ["PublicStrings"] = PublicStrings,
        ["Address"] = new("00062004-0000-0000-C000-000000000046"),
        ["InternetHeaders"] = InternetHeaders,
        ["CalendarAssistant"] = new("11000E07-B51B-40D6-AF21-CAA85EDAB1D0"),
        ["UnifiedMessaging"] = new("4442858E-A9E3-4E80-B900-317A210CC15B"),
        ["Task"] = new("00062003-0000-0000-C000-000000000046"),
        ["Sharing"] = new("00062040-0000-0000-C000-000000000046"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Guid? Find(string distinguishedName) => ByName.TryGetValue(distinguishedName, out var set) ? set : null;
}
