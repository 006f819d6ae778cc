using Npgsql;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>The answers to a batch's questions, one after the other.</summary>
internal sealed class JournalRows(NpgsqlDataReader reader)
{
    private bool _isAtFirst = true;

    /// <summary>Questions whose answers were come to.</summary>
    public int Answered { get; private set; }

    /// <summary>The current row.</summary>
    public NpgsqlDataReader Row => reader;

    /// <summary>Goes to the next question's answer.</summary>
    public async Task NextAsync()
    {
        if (!_isAtFirst && !await reader.NextResultAsync(CancellationToken.None))
        {
            throw new InvalidOperationException("Fewer answers came than questions were asked.");
        }

        _isAtFirst = false;
        Answered++;
    }

    /// <summary>Goes to the next row of the current answer; false behind the last.</summary>
    public Task<bool> ReadAsync() => reader.ReadAsync(CancellationToken.None);

    /// <summary>The number that is the next question's whole answer.</summary>
    public async Task<long> NumberAsync()
    {
        await NextAsync();
        return await ReadAsync() ? reader.GetInt64(0) : throw new InvalidDataException("A number is missing.");
    }

    /// <summary>Passes over what is left, and with it hears how the transaction ended.</summary>
    public async Task EndAsync()
    {
        while (await reader.NextResultAsync(CancellationToken.None))
        {
        }
    }
}
