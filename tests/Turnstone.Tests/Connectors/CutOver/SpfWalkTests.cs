using DnsClient;
using DnsClient.Protocol;
using Turnstone.Connectors.CutOver;
using Xunit;

namespace Turnstone.Tests.Connectors.CutOver;

/// <summary>Receivers count what an SPF record asks of DNS (RFC 7208, 4.6.4).</summary>
public sealed class SpfWalkTests
{
    private readonly Dictionary<string, string[]> _published = [];
    private readonly List<string> _asked = [];

    [Fact]
    public async Task Includes_AreFollowed_AndCountWithWhatTheyAsk()
    {
        _published["a.example"] = ["v=spf1 mx include:b.example -all"];
        _published["b.example"] = ["v=spf1 exists:%{i}.b.example a -all mx"];

        var walk = await FollowAsync("v=spf1 include:a.example a ptr ip4:192.0.2.1 redirect=never.example -all");

        Assert.Equal((7, 0), (walk.Lookups, walk.Faults.Count));
        Assert.Equal(["a.example", "b.example"], _asked);
    }

    [Fact]
    public async Task EndlessIncludes_EndSoon()
    {
        for (var at = 0; at < 100; at++)
        {
            _published[$"n{at}.example"] = [$"v=spf1 include:n{at + 1}.example include:n{at + 2}.example -all"];
        }

        var walk = await FollowAsync("v=spf1 include:n0.example -all");

        Assert.True(walk.Lookups > SpfWalk.MostLookups);
        Assert.InRange(_asked.Count, 1, 25);
    }

    [Theory]
    [InlineData("v=spf1 include:none.example -all", "leads to no SPF record")]
    [InlineData("v=spf1 include:two.example -all", "leads to several SPF records")]
    [InlineData("v=spf1 include:home.example -all", "includes itself")]
    [InlineData("v=spf1 ipv4:192.0.2.1 -all", "is no part of an SPF record")]
    [InlineData("v=spf1 include:a..b -all", "names no domain")]
    public async Task WhatReceiversTakeForAnError_IsSaid(string record, string told)
    {
        _published["two.example"] = ["v=spf1 -all", "v=spf1 mx -all"];
        _published["home.example"] = [record];

        var walk = await FollowAsync(record);

        Assert.Contains(told, Assert.Single(walk.Faults), StringComparison.Ordinal);
    }

    private async Task<SpfWalk> FollowAsync(string record)
    {
        var walk = new SpfWalk((name, type) =>
        {
            Assert.Equal(QueryType.TXT, type);
            _asked.Add(name);
            return Task.FromResult(new DnsReply(DnsReplyKind.Answered) { Answers = [.. _published.GetValueOrDefault(name, []).Select(text => Text(name, text))] });
        });
        await walk.FollowAsync("home.example", SpfRecord.Parse(record));
        return walk;
    }

    private static TxtRecord Text(string name, string text) => new(new ResourceRecordInfo(name, ResourceRecordType.TXT, QueryClass.IN, 300, 0), [text], [text]);
}
