using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Turnstone.Storage.Plane.Many;

namespace Turnstone.Storage.Plane.Sqlite;

/// <summary>Rows as one JSON text (https://sqlite.org/json1.html#jeach).</summary>
internal sealed class SqliteManyRows : ManyRows
{
    protected override string ValueOf(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"json_extract(many.value, '$[{index}]')");

    protected override string From(DbCommand command, IReadOnlyList<Varying> varying)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@many";
        parameter.Value = Json(varying);
        command.Parameters.Add(parameter);
        return "json_each(@many) AS many";
    }

    private static string Json(IReadOnlyList<Varying> varying)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            for (var row = 0; row < varying[0].Values.Count; row++)
            {
                json.WriteStartArray();
                foreach (var column in varying)
                {
                    Write(json, column.Values[row]);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // As Microsoft.Data.Sqlite 10 binds them.
    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case Guid id:
                json.WriteStringValue(id.ToString().ToUpperInvariant());
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool yes:
                json.WriteNumberValue(yes ? 1 : 0);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                throw new NotSupportedException($"Many rows cannot differ in a {value.GetType().Name}.");
        }
    }
}
