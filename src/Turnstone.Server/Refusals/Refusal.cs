using Turnstone.Client.Mailboxes;

namespace Turnstone.Server.Refusals;

/// <summary>
/// Something that was asked for is not done, and the one who asked can know why. Nothing was changed. It ends the request and is answered as
/// problem details with the code.
/// </summary>
internal sealed class Refusal : Exception
{
    private Refusal(int status, string code, string message, string? field)
        : base(message) => (Status, Code, Field) = (status, code, field);

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>Which refusal this is; one of <see cref="RefusalCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The field of the request that is at fault, as the contract spells it; null where it is none.</summary>
    public string? Field { get; }

    /// <summary>What is wrong with several fields, by their names; empty where it is one, or none.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; private init; } = new Dictionary<string, string>();

    /// <summary>Everything that is wrong with a list that was sent; empty where none was.</summary>
    public IReadOnlyList<ListFaultInfo> Faults { get; private init; } = [];

    /// <summary>How many licences are short; null where it is not about that.</summary>
    public int? Missing { get; private init; }

    /// <summary>There is no such thing, or none that the one who asks may know of: the two are not told apart.</summary>
    public static Refusal NotFound(string what) => new(StatusCodes.Status404NotFound, RefusalCodes.NotFound, $"There is no such {what} here.", null);

    /// <summary>The request contradicts what there is.</summary>
    public static Refusal Conflict(string code, string message, string? field = null) => new(StatusCodes.Status409Conflict, code, message, field);

    /// <summary>The request is wrong in itself.</summary>
    public static Refusal Wrong(string code, string message, string? field = null) => new(StatusCodes.Status400BadRequest, code, message, field);

    /// <summary>Several fields of the request are wrong.</summary>
    public static Refusal Wrong(string code, IReadOnlyDictionary<string, string> fields) =>
        new(StatusCodes.Status400BadRequest, code, string.Join(' ', fields.Select(field => $"{field.Key}: {field.Value}")), null) { Fields = fields };

    /// <summary>The request contradicts an earlier one.</summary>
    public static Refusal Unprocessable(string code, string message) => new(StatusCodes.Status422UnprocessableEntity, code, message, null);

    /// <summary>A list that was sent is wrong in these places.</summary>
    public static Refusal Faulty(string code, string message, IReadOnlyList<ListFaultInfo> faults) =>
        new(StatusCodes.Status400BadRequest, code, message, null) { Faults = faults };

    /// <summary>There are fewer licences than are asked for.</summary>
    public static Refusal Short(int asked, int missing) => new(
        StatusCodes.Status409Conflict,
        RefusalCodes.LicenceInsufficient,
        $"{asked} licences are needed and {asked - missing} are free: {missing} {(missing == 1 ? "is" : "are")} short. Buy more, which takes a Manager or an Administrator, or choose fewer people. Nothing was changed.",
        null) { Missing = missing };

    /// <summary>Nobody is signed in by this.</summary>
    public static Refusal SignIn(string code, string message) => new(StatusCodes.Status401Unauthorized, code, message, null);

    /// <summary>Somebody else's server that it takes does not answer.</summary>
    public static Refusal Unavailable(string code, string message) => new(StatusCodes.Status503ServiceUnavailable, code, message, null);

    /// <summary>Whoever is signed in may not do this.</summary>
    public static Refusal Forbidden(string code, string message) => new(StatusCodes.Status403Forbidden, code, message, null);
}
