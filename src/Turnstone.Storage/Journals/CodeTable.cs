using Microsoft.Data.Sqlite;
using Turnstone.Engine.Failures;

namespace Turnstone.Storage.Journals;

/// <summary>Failure codes, each written once and referred to by number.</summary>
internal sealed class CodeTable(SqliteConnection connection)
{
    private readonly Dictionary<FailureCode, long> _numbers = [];
    private readonly Dictionary<long, FailureCode> _codes = [];

    private readonly Statement _find = new(connection, "SELECT number FROM code WHERE value = ?1", 1);
    private readonly Statement _add = new(connection, "INSERT INTO code (value) VALUES (?1) RETURNING number", 1);
    private readonly Statement _read = new(connection, "SELECT value FROM code WHERE number = ?1", 1);

    public long NumberOf(FailureCode code)
    {
        if (!_numbers.TryGetValue(code, out var number))
        {
            number = _find.AskNumber(code.Value) ?? _add.AskNumber(code.Value)!.Value;
            _numbers.Add(code, number);
        }

        return number;
    }

    public FailureCode Read(long number)
    {
        if (!_codes.TryGetValue(number, out var code))
        {
            code = _read.Ask(number) is string { Length: > 0 } value
                ? FailureCode.Parse(value)
                : throw new InvalidDataException($"There is no failure code {number}.");
            _codes.Add(number, code);
        }

        return code;
    }

    /// <summary>After a rollback: what was added may not be there.</summary>
    public void Forget()
    {
        _numbers.Clear();
        _codes.Clear();
    }
}
