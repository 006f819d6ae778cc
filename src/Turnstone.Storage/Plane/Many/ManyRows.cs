using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Turnstone.Storage.Plane.Many;

/// <summary>
/// Adds thousands of rows that differ in few columns by one statement. EF adds them one by one: ten thousand passes took it two seconds, and this
/// takes a tenth of that.
/// </summary>
internal abstract class ManyRows
{
    /// <summary>Adds them in the context's transaction; none is tracked, and none has a line in the action log.</summary>
    /// <exception cref="DbUpdateException">The database refused them, all.</exception>
    public async Task InsertAsync<T>(DbContext context, Guid workgroup, IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : Owned
    {
        var transaction = context.Database.CurrentTransaction ?? throw new InvalidOperationException("Many rows are added within a transaction.");
        var type = context.Model.FindEntityType(typeof(T))!;
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        List<(string Name, string Value)> columns = [];
        List<Varying> varying = [];
        foreach (var property in type.GetProperties())
        {
            var mapping = property.GetRelationalTypeMapping();
            var values = rows.Select(row => property.Name == nameof(Owned.WorkgroupId) ? workgroup : property.PropertyInfo!.GetValue(row)).ToArray();
            // Ids differ, even where there is but one: something has to say how many rows there are.
            var isAlike = property.Name != nameof(Owned.Id) && values.All(value => Equals(value, values[0]));
            var name = isAlike ? $"@p{columns.Count}" : $"v{varying.Count}";
            if (isAlike)
            {
                command.Parameters.Add(mapping.CreateParameter(command, name, values[0], nullable: property.IsNullable));
            }
            else
            {
                varying.Add(new Varying(name, mapping, [.. values.Select(value => mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value)]));
            }

            columns.Add((property.GetColumnName(), isAlike ? $"CAST({name} AS {mapping.StoreType})" : ValueOf(name, varying.Count - 1)));
        }

        command.CommandText =
            $"INSERT INTO {type.GetTableName()} ({string.Join(", ", columns.Select(column => column.Name))}) SELECT {string.Join(", ", columns.Select(column => column.Value))} FROM {From(command, varying)}";
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (DbException e)
        {
            throw new DbUpdateException($"Many rows of {type.GetTableName()} were refused.", e);
        }
    }

    /// <summary>How a row's value of the n-th varying column is read from what <see cref="From"/> gives.</summary>
    protected abstract string ValueOf(string name, int index);

    /// <summary>What gives the varying columns, a row each; adds its parameters.</summary>
    protected abstract string From(DbCommand command, IReadOnlyList<Varying> varying);

    /// <summary>A column whose values differ: as the database takes them, one for each row.</summary>
    protected sealed record Varying(string Name, RelationalTypeMapping Mapping, IReadOnlyList<object?> Values);
}
