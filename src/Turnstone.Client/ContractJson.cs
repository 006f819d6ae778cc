using System.Text.Json;
using System.Text.Json.Serialization;

namespace Turnstone.Client;

/// <summary>How the contract is written as JSON: camel case, words for enumerations, moments in ISO 8601.</summary>
public static class ContractJson
{
    /// <summary>What client and server read and write with; not to be changed.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Gives other options the contract's manner.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
