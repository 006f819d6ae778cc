using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Turnstone.Engine.Journal;
using Turnstone.Storage.Journals;

namespace Turnstone.Fuzz.Targets;

/// <summary>A list of settled items out of a journal's file. The checksum is made right, so that what is behind it is met as well.</summary>
internal sealed class SettledListTarget() : FuzzTarget("settled-list", "\x7f", "\x01\x01")
{
    public override string Run(byte[] input)
    {
        var kind = Decode(input);
        if (input.Length < sizeof(uint))
        {
            return kind;
        }

        var crc = uint.MaxValue;
        foreach (var b in input.AsSpan(sizeof(uint)))
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        byte[] right = [.. input];
        BinaryPrimitives.WriteUInt32LittleEndian(right, ~crc);
        return kind + Decode(right);
    }

    private static string Decode(byte[] input)
    {
        var set = new UidSet();
        try
        {
            RunCodec.DecodeInto(set, input);
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }

        var again = new UidSet();
        RunCodec.DecodeInto(again, RunCodec.Encode([.. set.Runs]));
        BrokenLawException.Require(again.Runs.SequenceEqual(set.Runs), "What is read and written again is the same.");
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Min(set.Runs.Count(), 8)} ");
    }
}
