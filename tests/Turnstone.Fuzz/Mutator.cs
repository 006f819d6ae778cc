using System.Globalization;
using System.Text;

namespace Turnstone.Fuzz;

/// <summary>Makes a new input of those that are there, the same for the same seed.</summary>
internal sealed class Mutator(FuzzTarget target, Random random)
{
    /// <summary>Longer ones find nothing that shorter ones do not, and take long.</summary>
    private const int LongestInput = 64 << 10;

    private const int MostSteps = 6;
    private const int MostRepeats = 5000;

    private static readonly byte[] OddBytes = [0, 1, 9, 10, 13, 32, 34, 38, 39, 40, 41, 42, 60, 62, 92, 123, 125, 127, 128, 0xC0, 0xED, 0xF4, 0xFE, 0xFF];

    private static readonly string[] OddNumbers =
    [
        "0", "-1", "1", "00000000000000000001", "127", "128", "255", "65535", "65536", "2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807",
        "9223372036854775808", "18446744073709551615", "18446744073709551616", "99999999999999999999999999", "1e309", "0x7f", "3.5", "NaN",
    ];

    private readonly byte[][] _words = [.. target.Words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>A child of <paramref name="parent"/>; parts of <paramref name="other"/> may be in it.</summary>
    public byte[] Mutate(byte[] parent, byte[] other)
    {
        var bytes = new List<byte>(parent);
        for (var steps = random.Next(1, MostSteps + 1); steps > 0; steps--)
        {
            Step(bytes, other);
            if (bytes.Count > LongestInput)
            {
                bytes.RemoveRange(LongestInput, bytes.Count - LongestInput);
            }
        }

        return [.. bytes];
    }

    private void Step(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(11))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = Odd();
                break;
            case 2:
                bytes.Insert(at, Odd());
                break;
            case 3:
                bytes.RemoveRange(at, Length(bytes.Count - at));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(at, Length(bytes.Count - at)));
                break;
            case 6:
                Repeat(bytes, at);
                break;
            case 7:
                var from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other[from..(from + Length(other.Length - from))]);
                break;
            case 8:
                ReplaceNumber(bytes, at);
                break;
            case 9 when _words.Length > 0:
                var word = _words[random.Next(_words.Length)];
                bytes.RemoveRange(at, Math.Min(random.Next(2) * word.Length, bytes.Count - at));
                bytes.InsertRange(at, word);
                break;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(char.ConvertFromUtf32(random.Next(0xE000, 0x10FFFF))));
                break;
        }
    }

    private byte Odd() => random.Next(2) == 0 ? OddBytes[random.Next(OddBytes.Length)] : (byte)random.Next(256);

    /// <summary>Mostly short.</summary>
    private int Length(int limit) => random.Next(Math.Min(limit, 1 << random.Next(1, 10)) + 1);

    /// <summary>Deep nesting, long lists, long words.</summary>
    private void Repeat(List<byte> bytes, int at)
    {
        var piece = bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 24)));
        var times = Math.Min(1 << random.Next(1, 13), Math.Min(MostRepeats, (LongestInput - Math.Min(LongestInput, bytes.Count)) / Math.Max(1, piece.Count)));
        bytes.InsertRange(at, Enumerable.Repeat(piece, times).SelectMany(one => one));
    }

    /// <summary>A length or a count that is a lie.</summary>
    private void ReplaceNumber(List<byte> bytes, int at)
    {
        var start = bytes.FindIndex(Math.Min(at, bytes.Count), b => char.IsAsciiDigit((char)b));
        if (start < 0)
        {
            return;
        }

        var end = start;
        while (end < bytes.Count && char.IsAsciiDigit((char)bytes[end]))
        {
            end++;
        }

        var number = random.Next(3) == 0 ? random.Next(100_000).ToString(CultureInfo.InvariantCulture) : OddNumbers[random.Next(OddNumbers.Length)];
        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, Encoding.ASCII.GetBytes(number));
    }
}
