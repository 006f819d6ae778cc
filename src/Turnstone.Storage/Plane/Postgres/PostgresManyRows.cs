using System.Data.Common;
using Npgsql;
using Turnstone.Storage.Plane.Many;

namespace Turnstone.Storage.Plane.Postgres;

/// <summary>Rows as one array a column (PostgreSQL 15 documentation, 9.19, unnest).</summary>
internal sealed class PostgresManyRows : ManyRows
{
    protected override string ValueOf(string name, int index) => $"many.{name}";

    protected override string From(DbCommand command, IReadOnlyList<Varying> varying)
    {
        foreach (var column in varying)
        {
            command.Parameters.Add(new NpgsqlParameter($"@{column.Name}", ArrayOf(column)));
        }

        return $"unnest({string.Join(", ", varying.Select(column => $"CAST(@{column.Name} AS {column.Mapping.StoreType}[])"))}) AS many({string.Join(", ", varying.Select(column => column.Name))})";
    }

    private static Array ArrayOf(Varying column)
    {
        var type = column.Values.First(value => value is not null)!.GetType();
        var array = Array.CreateInstance(type.IsValueType && column.Values.Contains(null) ? typeof(Nullable<>).MakeGenericType(type) : type, column.Values.Count);
        for (var i = 0; i < column.Values.Count; i++)
        {
            array.SetValue(column.Values[i], i);
        }

        return array;
    }
}
