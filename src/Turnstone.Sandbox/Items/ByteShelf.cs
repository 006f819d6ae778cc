using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Items;

/// <summary>
/// Keeps small messages side by side in large blocks: a million arrays of their own would be moved about by every collection, and that
/// cost would be the server's in every measurement.
/// </summary>
internal sealed class ByteShelf
{
    private const int BlockBytes = 8 << 20;
    private const int LargestShared = 64 << 10;
    private readonly Lock _gate = new();
    private Memory<byte> _free;

    public ReadOnlyMemory<byte> Keep(Payload mime)
    {
        var place = PlaceFor((int)mime.Length);
        using var stream = mime.Open();
        stream.ReadExactly(place.Span);
        return place;
    }

    private Memory<byte> PlaceFor(int length)
    {
        if (length > LargestShared)
        {
            return GC.AllocateUninitializedArray<byte>(length);
        }

        lock (_gate)
        {
            if (_free.Length < length)
            {
                _free = GC.AllocateUninitializedArray<byte>(BlockBytes);
            }

            var place = _free[..length];
            _free = _free[length..];
            return place;
        }
    }
}
