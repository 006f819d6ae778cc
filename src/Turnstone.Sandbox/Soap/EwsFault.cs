namespace Turnstone.Sandbox.Soap;

/// <summary>
/// A request refused as a whole: SOAP fault under HTTP 500, without ServerVersionInfo (2010 and later, [R]).
/// </summary>
internal sealed class EwsFault(string code, string text) : Exception(text)
{
    public string Code { get; } = code;

    /// <summary>The text of e:Message where it differs from faultstring (schema violations, [R]).</summary>
    public string? DetailText { get; init; }

    public IReadOnlyList<(string Name, string Value)> Values { get; init; } = [];

    public (int Line, int Position, string Violation)? Schema { get; init; }

    /// <summary>503 from IIS and the like answer with another status; EWS itself always with 500.</summary>
    public int Status { get; init; } = 500;

    // Without a reader at hand the position is unknown; a real server always knows it.
    public static EwsFault SchemaViolation(string violation, int line = 1, int position = 1) =>
        new("ErrorSchemaValidation", "The request failed schema validation: " + violation)
        {
            DetailText = "The request failed schema validation.",
            Schema = (line, position, violation),
        };

    public static EwsFault InvalidRequest() => new("ErrorInvalidRequest", "The request is invalid.");

    public static EwsFault Internal() => new("ErrorInternalServerError", "An internal server error occurred. The operation failed.");

    public static EwsFault ServerBusy(TimeSpan? backOff) =>
        new("ErrorServerBusy", "The server cannot service this request right now. Try again later.")
        {
            Values = backOff is { } wait ? [("BackOffMilliseconds", ((long)wait.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture))] : [],
        };
}
