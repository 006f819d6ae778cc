using System.Buffers.Binary;

namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>A small true PNG. Stored, not deflated: a compressor's output changes with its version.</summary>
internal static class Picture
{
    public static byte[] Png(Random random, int side)
    {
        var (red, green) = (random.Next(256), random.Next(256));
        using var rows = new MemoryStream();
        for (var y = 0; y < side; y++)
        {
            rows.WriteByte(0); // no filter
            for (var x = 0; x < side; x++)
            {
                rows.Write([(byte)(red * x / side), (byte)(green * y / side), (byte)((x ^ y) & 0xFF)]);
            }
        }

        Span<byte> size = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(size, side);
        BinaryPrimitives.WriteInt32BigEndian(size[4..], side);
        size[8] = 8; // bits a channel
        size[9] = 2; // true colour

        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(png, "IHDR"u8, size);
        Chunk(png, "IDAT"u8, Stored(rows.ToArray()));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    // RFC 1950 and 1951: a zlib head, one stored block, the Adler sum. Up to 65,535 bytes, a side of 147.
    private static byte[] Stored(byte[] data)
    {
        uint a = 1, b = 0;
        foreach (var value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        var block = new byte[data.Length + 11];
        block[0] = 0x78;
        block[1] = 0x01;
        block[2] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(3), (ushort)data.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(5), (ushort)(data.Length ^ 0xFFFF));
        data.CopyTo(block, 7);
        BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(block.Length - 4), (b << 16) | a);
        return block;
    }

    private static void Chunk(Stream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] checkedPart = [.. type, .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(checkedPart));
        png.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFF;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }
}
