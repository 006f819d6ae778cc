using System.Text.Encodings.Web;
using System.Text.Json;
using Turnstone.Client;

namespace Turnstone.Cli.Remote.Output;

/// <summary>For scripts: what the server answered, in the contract's own words. A list is one array, whole.</summary>
internal sealed class JsonPrinter(Shell shell) : IRemotePrinter
{
    // Standard output is no web page: an address with a + stays readable.
    private static readonly JsonSerializerOptions Line = new(ContractJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Document = new(Line) { WriteIndented = true, NewLine = "\n" };

    public void Print<T>(T thing, View<T> view) => Write(thing, Document);

    public void PrintAll<T>(IReadOnlyList<T> things, View<T> view) => Write(things, Document);

    public void PrintAnswer<TAnswer, T>(TAnswer answer, IReadOnlyList<T> things, View<T> view) => Write(answer, Document);

    public void Tell<T>(T answer, string sentence) => Write(answer, Document);

    public void Follow<T>(T happening, string line) => Write(happening, Line);

    private void Write<T>(T value, JsonSerializerOptions options) => shell.Out.WriteLine(JsonSerializer.Serialize(value, options));
}
