namespace Turnstone.Sandbox.Proxies;

/// <summary>Reads a connection by lines and by counted bytes. Lines come with their line end, as they are.</summary>
internal sealed class WireReader(Stream stream)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next line; empty at the end of the connection.</summary>
    public async ValueTask<byte[]> ReadLineAsync(CancellationToken cancellationToken)
    {
        for (var searched = 0; ;)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                return Take(searched + feed + 1);
            }

            searched = _end - _start;
            if (!await FillAsync(cancellationToken))
            {
                return Take(searched);
            }
        }
    }

    /// <summary>Some bytes, at most so many; empty at the end of the connection.</summary>
    public async ValueTask<byte[]> ReadSomeAsync(long most, CancellationToken cancellationToken)
    {
        if (_start == _end && !await FillAsync(cancellationToken))
        {
            return [];
        }

        return Take((int)Math.Min(most, _end - _start));
    }

    /// <summary>Exactly so many bytes.</summary>
    /// <exception cref="EndOfStreamException">The connection ended before.</exception>
    public async ValueTask<byte[]> ReadExactlyAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            var some = await ReadSomeAsync(count - done, cancellationToken);
            if (some.Length == 0)
            {
                throw new EndOfStreamException();
            }

            some.CopyTo(bytes, done);
            done += some.Length;
        }

        return bytes;
    }

    /// <summary>Reads and forgets until the other end goes.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while ((await ReadSomeAsync(long.MaxValue, cancellationToken)).Length > 0)
        {
        }
    }

    private byte[] Take(int count)
    {
        var taken = _buffer.AsSpan(_start, count).ToArray();
        _start += count;
        return taken;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }
}
