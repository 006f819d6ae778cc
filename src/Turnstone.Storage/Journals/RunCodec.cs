using System.Buffers.Binary;
using System.Numerics;
using Turnstone.Engine.Journal;

namespace Turnstone.Storage.Journals;

/// <summary>
/// Writes runs of UIDs as a few bytes each: a CRC-32C, then for each run the distance from the last one and its length, both as varints.
/// A folder settled without gaps costs ten bytes; one with every second UID settled, two bytes an item.
/// </summary>
/// <remarks>
/// The check is there because SQLite has none: a flipped bit would otherwise say "settled" of a message that never arrived.
/// </remarks>
internal static class RunCodec
{
    private const int CheckBytes = sizeof(uint);

    public static byte[] Encode(IReadOnlyList<UidRun> runs)
    {
        using var bytes = new MemoryStream(CheckBytes + (2 * runs.Count));
        bytes.Write(stackalloc byte[CheckBytes]);
        uint last = 0;
        foreach (var run in runs)
        {
            WriteVarint(bytes, run.First - last - 1);
            WriteVarint(bytes, run.Last - run.First);
            last = run.Last;
        }

        var encoded = bytes.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(encoded, Check(encoded.AsSpan(CheckBytes)));
        return encoded;
    }

    /// <summary>Adds what is written to a set.</summary>
    /// <exception cref="InvalidDataException">These are not bytes that <see cref="Encode"/> wrote.</exception>
    public static void DecodeInto(UidSet set, ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length < CheckBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(encoded) != Check(encoded[CheckBytes..]))
        {
            throw new InvalidDataException("A list of settled items does not match its checksum.");
        }

        var rest = encoded[CheckBytes..];
        ulong last = 0;
        while (rest.Length > 0)
        {
            var first = last + ReadVarint(ref rest) + 1;
            last = first + ReadVarint(ref rest);
            if (last > uint.MaxValue)
            {
                throw new InvalidDataException("A list of settled items runs past the highest UID there is.");
            }

            set.AddRun((uint)first, (uint)last);
        }
    }

    private static void WriteVarint(MemoryStream bytes, uint value)
    {
        while (value > 0x7f)
        {
            bytes.WriteByte((byte)((value & 0x7f) | 0x80));
            value >>= 7;
        }

        bytes.WriteByte((byte)value);
    }

    private static uint ReadVarint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var i = 0; i < 5 && i < bytes.Length; i++)
        {
            value |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if ((bytes[i] & 0x80) == 0 && value <= uint.MaxValue)
            {
                bytes = bytes[(i + 1)..];
                return (uint)value;
            }
        }

        throw new InvalidDataException("A list of settled items breaks off.");
    }

    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
