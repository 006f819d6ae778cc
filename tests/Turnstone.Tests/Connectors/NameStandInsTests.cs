using System.Text;
using Turnstone.Connectors.Imap;
using Xunit;

namespace Turnstone.Tests.Connectors;

/// <summary>Bytes that are no text have something to stand in for them, as long as they are and no two alike.</summary>
public class NameStandInsTests
{
    [Fact]
    public void OneByte_HasItsStandIn_HoweverManyLongerNamesCameBefore()
    {
        var standIns = new NameStandIns();
        byte[][] longer = [.. Enumerable.Range(0, 200).Select(i => new byte[] { 0xff, (byte)i })];
        byte[] single = [0xdc];

        string?[] given = [.. longer.Append(single).Select(standIns.TextFor)];

        Assert.Equal(given.Length, given.OfType<string>().Distinct().Count());
        Assert.All(given.Zip(longer.Append(single)), pair => Assert.Equal(pair.Second, standIns.Replace(Encoding.Latin1.GetBytes(pair.First!)).ToArray()));
    }

    [Fact]
    public void ThirtiethNameOfOneByte_HasNone()
    {
        var standIns = new NameStandIns();

        string?[] given = [.. Enumerable.Range(0x80, 30).Select(b => standIns.TextFor([(byte)b]))];

        Assert.All(given[..29], Assert.NotNull);
        Assert.Null(given[29]);
    }
}
