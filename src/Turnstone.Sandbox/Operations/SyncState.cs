using System.Buffers.Binary;
using System.Security.Cryptography;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

/// <summary>
/// How far a client has been told. Opaque base64 of the recorded length (416 to 500 characters, [R]) and sealed, so that a
/// state cut short, altered or of another folder is told from a true one.
/// </summary>
internal static class SyncState
{
    private const int Length = 318;
    private const int Head = 2 + 16 + 8 + 8;

    public static string Write(Guid mailbox, long folder, long change)
    {
        Span<byte> bytes = stackalloc byte[Length];
        // A real state is gzip and begins so.
        bytes[0] = 0x1F;
        bytes[1] = 0x8B;
        mailbox.TryWriteBytes(bytes[2..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[18..], folder);
        BinaryPrimitives.WriteInt64BigEndian(bytes[26..], change);
        Seal(bytes[..Head], bytes[Head..]);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The change number told last; zero for no state at all.</summary>
    public static long Read(string? state, Guid mailbox, long folder)
    {
        if (string.IsNullOrEmpty(state))
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[Length];
        if (state.Length > 500 || !Convert.TryFromBase64String(state, bytes, out var count) || count != Length)
        {
            throw Invalid();
        }

        Span<byte> seal = stackalloc byte[Length - Head];
        Seal(bytes[..Head], seal);
        var isOurs = seal.SequenceEqual(bytes[Head..]) && new Guid(bytes.Slice(2, 16)) == mailbox && BinaryPrimitives.ReadInt64BigEndian(bytes[18..]) == folder;
        return isOurs ? BinaryPrimitives.ReadInt64BigEndian(bytes[26..]) : throw Invalid();
    }

    private static void Seal(ReadOnlySpan<byte> head, Span<byte> seal)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(head, hash);
        while (seal.Length > 0)
        {
            var part = Math.Min(seal.Length, hash.Length);
            hash[..part].CopyTo(seal);
            seal = seal[part..];
            SHA512.HashData(hash, hash);
        }
    }

    // Code documented, text of Microsoft's reference. Assumption.
    private static EwsError Invalid() => new("ErrorInvalidSyncStateData", "Synchronization state data is corrupt or otherwise invalid.");
}
