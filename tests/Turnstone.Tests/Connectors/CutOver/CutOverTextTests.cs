using System.Net;
using Turnstone.Connectors.CutOver;
using Xunit;

namespace Turnstone.Tests.Connectors.CutOver;

/// <summary>What people write of domains, servers and SPF, and what strangers do.</summary>
public sealed class CutOverTextTests
{
    [Theory]
    [InlineData("New.Example", "new.example", "new.example")]
    [InlineData(" new.example. ", "new.example", "new.example")]
    [InlineData("müller.example", "xn--mller-kva.example", "müller.example (xn--mller-kva.example)")]
    [InlineData("_autodiscover._tcp.new.example", "_autodiscover._tcp.new.example", "_autodiscover._tcp.new.example")]
    public void Name_IsReadAsDnsHasIt(string text, string value, string shown)
    {
        var name = DomainName.Parse(text);

        Assert.Equal((value, shown), (name.Value, name.Shown));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("new..example")]
    [InlineData("-new.example")]
    [InlineData("new example")]
    [InlineData("anna@new.example")]
    [InlineData("192.0.2.1")]
    [InlineData("new.example\u0007")]
    public void WhatIsNoName_IsRefused(string text) => Assert.Throws<FormatException>(() => DomainName.Parse(text));

    [Fact]
    public void NameThatIsTooLong_HasNoneBelowIt()
    {
        var longest = DomainName.Parse(string.Join('.', Enumerable.Repeat(new string('a', 49), 5)));

        Assert.Null(longest.Below("autodiscover"));
        Assert.False(DomainName.TryParse(new string('a', 64) + ".example", out _));
    }

    [Theory]
    [InlineData("192.0.2.53", "192.0.2.53:53")]
    [InlineData("192.0.2.53:5353", "192.0.2.53:5353")]
    [InlineData("2001:db8::53", "[2001:db8::53]:53")]
    [InlineData("[2001:db8::53]:5353", "[2001:db8::53]:5353")]
    public void Resolver_IsAnAddress(string text, string place) => Assert.Equal(place, NameServerText.ParseResolver(text).ToString());

    [Theory]
    [InlineData("1")]
    [InlineData("dns.example")]
    [InlineData("192.0.2.53:x")]
    [InlineData("")]
    public void WhatIsNoAddress_IsRefused(string text) => Assert.Throws<FormatException>(() => NameServerText.ParseResolver(text));

    [Fact]
    public void NameServer_IsANameAndAnAddress()
    {
        Assert.Equal(new(DomainName.Parse("ns1.new.example"), new IPEndPoint(IPAddress.Loopback, 5353)), NameServerText.ParseNameServer("ns1.new.example=127.0.0.1:5353"));
        Assert.All(new[] { "ns1.new.example", "=127.0.0.1", "ns1=a=b" }, text => Assert.Throws<FormatException>(() => NameServerText.ParseNameServer(text)));
    }

    [Theory]
    [InlineData("ip4:192.0.2.0/24", "ip4:192.0.2.10", true)]
    [InlineData("ip4:192.0.2.77/24", "ip4:192.0.2.10", true)]
    [InlineData("ip4:192.0.2.10", "ip4:192.0.2.0/24", false)]
    [InlineData("-ip4:192.0.2.10", "ip4:192.0.2.10", false)]
    [InlineData("+MX", "mx", true)]
    [InlineData("include:spf.new.example", "include:SPF.new.example", true)]
    [InlineData("ip6:2001:db8::/32", "ip6:2001:db8::1", true)]
    [InlineData("a", "a:mail.new.example", false)]
    public void Mechanism_CoversWhatItAllows(string there, string wanted, bool covers) =>
        Assert.Equal(covers, SpfMechanism.Parse(there).Covers(SpfMechanism.Parse(wanted)));

    [Theory]
    [InlineData("ip4:300.1.1.1")]
    [InlineData("include:")]
    [InlineData("all:x")]
    [InlineData("v=spf1")]
    [InlineData("ip4:192.0.2.1/33")]
    public void WhatIsNoMechanism_IsRefused(string text) => Assert.Throws<FormatException>(() => SpfMechanism.Parse(text));

    [Fact]
    public void Record_KeepsWhatItCannotRead_AndPassesOverModifiers()
    {
        var record = SpfRecord.Parse("v=spf1 ipv4:192.0.2.1 exp=why.new.example mx:mail.new.example/24 ~all");

        Assert.Equal(["ipv4:192.0.2.1"], record.Unread);
        Assert.Equal(["mx:mail.new.example/24", "~all"], record.Mechanisms.Select(mechanism => mechanism.ToString()));
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(45, "45 s")]
    [InlineData(300, "5 min")]
    [InlineData(5400, "1 h 30 min")]
    [InlineData(86_400, "1 d")]
    [InlineData(86_401, "1 d")]
    public void Life_IsToldInTheTwoLargestParts(int seconds, string told) => Assert.Equal(told, CutOverWords.Life(TimeSpan.FromSeconds(seconds)));
}
