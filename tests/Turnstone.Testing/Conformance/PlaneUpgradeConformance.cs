using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Testing.Conformance;

/// <summary>
/// A database of each former form, with a row in every table, is brought to the present one: all that was in it is still there, and can be read. Whoever
/// adds a step is tested with it by adding it. A step that changes what a column holds, on purpose, has to say so here.
/// </summary>
public abstract class PlaneUpgradeConformance
{
    private static readonly MethodInfo ReadMethod = typeof(PlaneUpgradeConformance).GetMethod(nameof(ReadAllAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens a database that nobody has, a new one for each number, and the same for the same.</summary>
    protected abstract Task<PlaneDatabase> OpenAsync(int number);

    /// <summary>Lists table, column and type of all columns that can be written, of tables that are not the migrations' own.</summary>
    protected abstract string ColumnsQuery { get; }

    /// <summary>Lets rows be written in any order.</summary>
    protected abstract string AnyOrder { get; }

    [Fact]
    public async Task EachFormerForm_ComesToThePresentOne_WithItsRows()
    {
        var former = (await MigrationsAsync()).SkipLast(1).ToList();
        Assert.NotEmpty(former);
        for (var number = 0; number < former.Count; number++)
        {
            await using var plane = await OpenAsync(number);
            var before = await MakeFormerAsync(plane, former[number]);

            await plane.UpgradeAsync(Cancel);

            await AssertKeptAsync(plane, former[number], before);
        }
    }

    [Fact]
    public async Task TwoThatUpgradeAFormerFormAtOnce_DoItOnce()
    {
        var oldest = (await MigrationsAsync())[0];
        await using var one = await OpenAsync(0);
        await using var other = await OpenAsync(0);
        var before = await MakeFormerAsync(one, oldest);

        await Task.WhenAll(Task.Run(() => one.UpgradeAsync(Cancel), Cancel), Task.Run(() => other.UpgradeAsync(Cancel), Cancel));

        await AssertKeptAsync(other, oldest, before);
    }

    private async Task<IReadOnlyList<string>> MigrationsAsync()
    {
        await using var plane = await OpenAsync(1000);
        await using var rows = plane.Open(new PlaneScope.House());
        return [.. rows.Database.GetMigrations()];
    }

    private async Task<Dictionary<string, Dictionary<string, string>>> MakeFormerAsync(PlaneDatabase plane, string form)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        await rows.Database.MigrateAsync(form, Cancel);
        await rows.Database.OpenConnectionAsync(Cancel);
        var connection = rows.Database.GetDbConnection();
        await ExecuteAsync(connection, AnyOrder);
        foreach (var table in (await ColumnsAsync(connection)).GroupBy(column => column.Table))
        {
            await AddAsync(connection, rows.Model, table.Key, [.. table]);
        }

        return await DumpAsync(connection);
    }

    private async Task AssertKeptAsync(PlaneDatabase plane, string form, Dictionary<string, Dictionary<string, string>> before)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        Assert.Empty(await rows.Database.GetPendingMigrationsAsync(Cancel));
        await rows.Database.OpenConnectionAsync(Cancel);
        var after = await DumpAsync(rows.Database.GetDbConnection());
        foreach (var (table, columns) in before)
        {
            Assert.True(after.ContainsKey(table), $"From {form}: the row of {table} is gone.");
            var changed = columns.Where(column => after[table].TryGetValue(column.Key, out var now) && now != column.Value).Select(column => $"{column.Key}: {column.Value}, now {after[table][column.Key]}");
            Assert.True(!changed.Any(), $"From {form}: {table} has {string.Join("; ", changed)}");
        }

        foreach (var type in rows.Model.GetEntityTypes().Where(type => type.GetTableName() is { } table && before.ContainsKey(table) && !type.IsOwned()))
        {
            Assert.Equal((type.GetTableName(), 1), (type.GetTableName(), await (Task<int>)ReadMethod.MakeGenericMethod(type.ClrType).Invoke(null, [rows])!));
        }
    }

    private static async Task<int> ReadAllAsync<T>(PlaneContext rows)
        where T : class => (await rows.Set<T>().AsNoTracking().ToListAsync(Cancel)).Count;

    private static async Task AddAsync(DbConnection connection, IModel model, string table, IReadOnlyList<Column> columns)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, at) => $"@p{at}"))})";
        for (var at = 0; at < columns.Count; at++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{at}", SampleValues.Of(model, table, columns[at].Name, columns[at].Type));
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<IReadOnlyList<Column>> ColumnsAsync(DbConnection connection)
    {
        var columns = new List<Column>();
        await using var command = connection.CreateCommand();
        command.CommandText = ColumnsQuery;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel))
        {
            columns.Add(new Column(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        Assert.NotEmpty(columns);
        return columns;
    }

    /// <summary>The one row of each table that has one, as text.</summary>
    private async Task<Dictionary<string, Dictionary<string, string>>> DumpAsync(DbConnection connection)
    {
        var dump = new Dictionary<string, Dictionary<string, string>>();
        foreach (var table in (await ColumnsAsync(connection)).Select(column => column.Table).Distinct())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            if (await reader.ReadAsync(Cancel))
            {
                dump[table] = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, at => TextOf(reader.GetValue(at)));
                Assert.False(await reader.ReadAsync(Cancel), $"{table} has a second row.");
            }
        }

        return dump;
    }

    private static string TextOf(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        string[] texts => string.Join('|', texts),
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static async Task ExecuteAsync(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private sealed record Column(string Table, string Name, string Type);
}
