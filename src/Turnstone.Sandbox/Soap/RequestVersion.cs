using System.Collections.Frozen;

namespace Turnstone.Sandbox.Soap;

/// <summary>
/// Which RequestServerVersion values 2019 and SE take, and what they answer to the rest ([I] exchangelib#927, #605; node-ews#18).
/// </summary>
internal static class RequestVersion
{
    private static readonly string[] Ordered =
    [
        "Exchange2007", "Exchange2007_SP1", "Exchange2009", "Exchange2010", "Exchange2010_SP1", "Exchange2010_SP2", "Exchange2012",
        "Exchange2013", "Exchange2013_SP1", "Exchange2015", "Exchange2016", "V2015_10_05", "V2016_01_06", "V2016_04_13",
        "V2016_07_13", "V2016_10_10", "V2017_01_07", "V2017_04_14", "V2017_07_11",
    ];

    private static readonly FrozenDictionary<string, int> Ranks =
        Ordered.Select((name, rank) => KeyValuePair.Create(name, rank)).ToFrozenDictionary(StringComparer.Ordinal);

    // Elements a client meets in practice, with the version that brought them ([D] EWS reference). Not complete on purpose:
    // an element missing here is accepted under any version.
    private static readonly FrozenDictionary<string, string> Since = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CreateFolderPath"] = "Exchange2013",
        ["ArchiveItem"] = "Exchange2013",
        ["MarkAllItemsAsRead"] = "Exchange2013",
        ["FindPeople"] = "Exchange2013",
        ["Flag"] = "Exchange2013",
        ["MimeContentUTF8"] = "Exchange2013_SP1",
        ["ExportItems"] = "Exchange2010_SP1",
        ["UploadItems"] = "Exchange2010_SP1",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // A request without the header is taken as the oldest version ([D] RequestServerVersion).
    public static int Parse(string? value)
    {
        if (value is null)
        {
            return 0;
        }

        return Ranks.TryGetValue(value, out var rank) ? rank : throw (value.StartsWith("Exchange20", StringComparison.Ordinal) || value.StartsWith('V')
            ? EwsFault.InvalidRequest()
            : new EwsFault("ErrorInvalidServerVersion", "The specified server version is invalid."));
    }

    public static void RequireFor(string element, int version)
    {
        if (Since.TryGetValue(element, out var since) && version < Ranks[since])
        {
            throw new EwsFault(
                "ErrorIncorrectSchemaVersion",
                "The request is valid but does not specify the correct server version in the RequestServerVersion SOAP header.  Ensure that the RequestServerVersion header is set with the correct RequestServerVersionValue.");
        }
    }
}
