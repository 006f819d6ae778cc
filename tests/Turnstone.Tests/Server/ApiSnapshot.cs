using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Turnstone.Tests.Server;

/// <summary>
/// The description of the REST interface as text under review. Paths, methods and schemas stand in the order of their names, so that a route
/// has its place whoever adds it, and two branches that add one each merge.
/// </summary>
internal static class ApiSnapshot
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a description; the same for the same interface.</summary>
    public static string TextOf(JsonObject description)
    {
        Sort(description, "paths");
        foreach (var path in description["paths"]!.AsObject().Select(path => path.Key).ToList())
        {
            Sort(description["paths"]!.AsObject(), path);
        }

        Sort(description["components"]!.AsObject(), "schemas");
        return description.ToJsonString(Written) + "\n";
    }

    private static void Sort(JsonObject parent, string name)
    {
        var members = parent[name]!.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()));
        parent[name] = new JsonObject(members.ToList());
    }
}
