using System.Globalization;
using System.Text;

namespace Turnstone.Sandbox.SampleMail;

/// <summary>
/// Random numbers that belong to a place: each message has its own, so that it can be made alone and again.
/// A seeded <see cref="Random"/> keeps its sequence between .NET versions; <see cref="string.GetHashCode()"/> does not.
/// </summary>
internal static class StableRandom
{
    public static Random For(int seed, params ReadOnlySpan<object> place) => new((int)(Hash(seed, place) & int.MaxValue));

    /// <summary>FNV-1a over the UTF-8 of the parts.</summary>
    public static uint Hash(int seed, params ReadOnlySpan<object> place)
    {
        var hash = 2166136261u;
        Add(seed.ToString(CultureInfo.InvariantCulture));
        foreach (var part in place)
        {
            Add("/");
            Add(Convert.ToString(part, CultureInfo.InvariantCulture)!);
        }

        return hash;

        void Add(string text)
        {
            foreach (var b in Encoding.UTF8.GetBytes(text))
            {
                hash = unchecked((hash ^ b) * 16777619u);
            }
        }
    }

    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>True in <paramref name="percent"/> of 100 cases.</summary>
    public static bool Chance(this Random random, int percent) => random.Next(100) < percent;
}
