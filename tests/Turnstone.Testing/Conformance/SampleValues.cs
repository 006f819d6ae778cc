using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Turnstone.Testing.Conformance;

/// <summary>
/// A value for each column of a table, whatever form the table has: one id for all things, so that every reference finds the one row that it can mean. What the
/// present model knows of a column is kept to, so that the row can be read.
/// </summary>
internal static class SampleValues
{
    private static readonly Guid Id = new("01a21a72-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    public static object Of(IModel model, string table, string column, string type)
    {
        var store = StoreObjectIdentifier.Table(table);
        var property = model.GetEntityTypes().Where(entity => entity.GetTableName() == table).SelectMany(entity => entity.GetProperties()).FirstOrDefault(known => known.GetColumnName(store) == column);
        if (property is null)
        {
            return OfType(column, type.ToLowerInvariant());
        }

        var value = OfClr(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType);
        return property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value)! : value;
    }

    private static object OfClr(Type type) => type switch
    {
        _ when type == typeof(string) => "x",
        _ when type == typeof(Guid) => Id,
        _ when type == typeof(DateTimeOffset) => Noon,
        _ when type == typeof(DateOnly) => new DateOnly(2026, 11, 26),
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => 1,
        _ when type == typeof(long) => 1L,
        _ when type == typeof(double) => 1.5,
        _ when type == typeof(decimal) => 1.5m,
        _ when type == typeof(byte[]) => new byte[] { 1, 2, 3 },
        _ when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
        _ when type.IsAssignableFrom(typeof(List<string>)) => new List<string> { "x" },
        _ when type == typeof(string[]) => new[] { "x" },
        _ => throw new InvalidOperationException($"No sample for {type}: add one here."),
    };

    // A column that the present model knows no longer.
    private static object OfType(string column, string type) => type switch
    {
        "uuid" => Id,
        "boolean" => true,
        "bytea" or "blob" => new byte[] { 1, 2, 3 },
        "timestamp with time zone" => Noon,
        "real" or "double precision" => 1.5,
        "integer" => 1,
        "bigint" => 1L,
        _ when column == "id" || column.EndsWith("_id", StringComparison.Ordinal) => Id,
        _ => "x",
    };
}
