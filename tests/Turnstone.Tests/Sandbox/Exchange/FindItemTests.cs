using Xunit;
using static Turnstone.Tests.Sandbox.Exchange.TestExchange;

namespace Turnstone.Tests.Sandbox.Exchange;

public class FindItemTests
{
    private const string Subject = "<t:FieldURI FieldURI=\"item:Subject\"/>";
    private static readonly string Inbox = Well("inbox");

    [Theory]
    [InlineData("<t:IsEqualTo>{key}<t:FieldURIOrConstant><t:Constant Value=\"k2\"/></t:FieldURIOrConstant></t:IsEqualTo>", "2")]
    [InlineData("<t:Or><t:IsEqualTo>{key}<t:FieldURIOrConstant><t:Constant Value=\"k3\"/></t:FieldURIOrConstant></t:IsEqualTo><t:IsEqualTo>{key}<t:FieldURIOrConstant><t:Constant Value=\"k1\"/></t:FieldURIOrConstant></t:IsEqualTo></t:Or>", "1,3")]
    [InlineData("<t:And><t:Exists>{key}</t:Exists><t:Not><t:IsEqualTo><t:FieldURI FieldURI=\"message:IsRead\"/><t:FieldURIOrConstant><t:Constant Value=\"true\"/></t:FieldURIOrConstant></t:IsEqualTo></t:Not></t:And>", "2")]
    [InlineData("<t:IsGreaterThanOrEqualTo><t:FieldURI FieldURI=\"item:DateTimeReceived\"/><t:FieldURIOrConstant><t:Constant Value=\"2012-01-01T00:00:00Z\"/></t:FieldURIOrConstant></t:IsGreaterThanOrEqualTo>", "2,3,4")]
    [InlineData("<t:Contains ContainmentMode=\"Prefixed\" ContainmentComparison=\"IgnoreCase\"><t:FieldURI FieldURI=\"item:Subject\"/><t:Constant Value=\"SUBJECT 4\"/></t:Contains>", "4")]
    [InlineData("<t:Excludes><t:ExtendedFieldURI PropertyTag=\"0x0E07\" PropertyType=\"Integer\"/><t:Bitmask Value=\"0x1\"/></t:Excludes>", "2")]
    [InlineData("<t:IsNotEqualTo>{key}<t:FieldURIOrConstant><t:Constant Value=\"k1\"/></t:FieldURIOrConstant></t:IsNotEqualTo>", "2,3")]
    public async Task Restriction_FindsWhatItSays(string restriction, string expected)
    {
        await using var exchange = await FilledAsync();

        var reply = await exchange.CallAsync(FindItem(Inbox, "IdOnly", Subject, rest: $"<m:Restriction>{restriction.Replace("{key}", KeyPath, StringComparison.Ordinal)}</m:Restriction>{Order("Ascending")}"));

        Assert.Equal(expected, string.Join(',', reply.Values("Subject").Select(subject => subject[^1..])));
    }

    [Fact]
    public async Task SortOrder_IsFollowedAndPagesJoin()
    {
        await using var exchange = await FilledAsync();
        static string Page(int offset) => $"<m:IndexedPageItemView MaxEntriesReturned=\"3\" Offset=\"{offset}\" BasePoint=\"Beginning\"/>";

        var first = await exchange.CallAsync(FindItem(Inbox, "IdOnly", Subject, Page(0), Order("Descending")));
        var second = await exchange.CallAsync(FindItem(Inbox, "IdOnly", Subject, Page(3), Order("Descending")));

        Assert.Equal(["subject 4", "subject 3", "subject 2", "subject 1"], first.Values("Subject").Concat(second.Values("Subject")));
        Assert.Equal(("3", "4", "false"), (first.Attribute("RootFolder", "IndexedPagingOffset"), first.Attribute("RootFolder", "TotalItemsInView"), first.Attribute("RootFolder", "IncludesLastItemInRange")));
        Assert.Equal(("4", "true"), (second.Attribute("RootFolder", "IndexedPagingOffset"), second.Attribute("RootFolder", "IncludesLastItemInRange")));
    }

    [Fact]
    public async Task List_NeverCarriesBodiesRecipientsOrMime()
    {
        await using var exchange = await FilledAsync();

        var all = await exchange.CallAsync(FindItem(Inbox));
        var asked = await exchange.CallAsync(FindItem(Inbox, "IdOnly", "<t:FieldURI FieldURI=\"item:Body\"/>"));

        Assert.Equal(4, all.Ids("ItemId").Length);
        Assert.All(["<t:Body", "<t:ToRecipients", "<t:MimeContent"], element => Assert.DoesNotContain(element, all.Text, StringComparison.Ordinal));
        Assert.Equal(["ErrorInvalidPropertyRequest"], asked.Codes);
    }

    [Fact]
    public async Task MoreThanAThousand_ComeAThousandAtATime()
    {
        await using var exchange = await StartAsync();
        var messages = Enumerable.Range(0, 1001).Select(_ => "<t:Message><t:Subject>s</t:Subject></t:Message>").ToArray();
        await exchange.CallAsync(CreateItem(Inbox, messages));

        var reply = await exchange.CallAsync(FindItem(Inbox, "IdOnly"));

        Assert.Equal(1000, reply.Ids("ItemId").Length);
        Assert.Equal("false", reply.Attribute("RootFolder", "IncludesLastItemInRange"));
    }

    private static string Order(string order) => $"<m:SortOrder><t:FieldOrder Order=\"{order}\"><t:FieldURI FieldURI=\"item:DateTimeReceived\"/></t:FieldOrder></m:SortOrder>";

    // Four messages of 2011 to 2014; the fourth has no key, the second is unread.
    private static async Task<TestExchange> FilledAsync()
    {
        var exchange = await StartAsync();
        await exchange.CallAsync(CreateItem(
            Inbox,
            [.. Enumerable.Range(1, 4).Select(i => Message(
                Letter($"subject {i}"),
                Tag("0x0E07", "Integer", i == 2 ? "0" : "1") + Tag("0x0E06", "SystemTime", $"201{i}-06-01T00:00:00Z") + (i < 4 ? Key($"k{i}") : "")))]));
        return exchange;
    }
}
