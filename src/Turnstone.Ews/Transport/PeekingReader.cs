namespace Turnstone.Ews.Transport;

/// <summary>Text whose beginning can be looked at before it is read, and which remembers how it ended.</summary>
internal sealed class PeekingReader(TextReader inner) : TextReader
{
    private readonly char[] _head = new char[16 * 1024];
    private int _start;
    private int _end;
    private string _tail = "";
    private bool _ended;

    /// <summary>Whether the text is at its end and that end is not the end of an envelope: the sign of an answer cut short.</summary>
    public bool IsCutShort => _ended && !_tail.TrimEnd().EndsWith("Envelope>", StringComparison.Ordinal);

    /// <summary>Up to 16 Ki characters of the beginning; fewer only where the text ends.</summary>
    public async ValueTask<ReadOnlyMemory<char>> PeekAsync(int wanted)
    {
        while (_end < Math.Min(wanted, _head.Length))
        {
            int read = await ReadOnAsync(_head.AsMemory(_end, Math.Min(wanted, _head.Length) - _end));
            if (read == 0)
            {
                break;
            }

            _end += read;
        }

        return _head.AsMemory(_start, _end - _start);
    }

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        if (_start == _end)
        {
            return await ReadOnAsync(buffer);
        }

        int count = Math.Min(buffer.Length, _end - _start);
        _head.AsMemory(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    private async ValueTask<int> ReadOnAsync(Memory<char> buffer)
    {
        int count = await inner.ReadAsync(buffer);
        _ended = count == 0 && buffer.Length > 0;
        string tail = string.Concat(_tail, buffer.Span[..count][^Math.Min(count, 32)..]);
        _tail = tail.Length > 32 ? tail[^32..] : tail;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
