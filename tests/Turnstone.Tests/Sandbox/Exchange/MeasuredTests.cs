using System.Text;
using Turnstone.Sandbox;
using Xunit;
using static Turnstone.Tests.Sandbox.Exchange.TestExchange;

namespace Turnstone.Tests.Sandbox.Exchange;

/// <summary>The mode for measuring: messages are taken out of requests unread, and are there all the same.</summary>
public sealed class MeasuredTests
{
    private static readonly ExchangeServerOptions Measured = Options with { IsMeasured = true };

    [Fact]
    public async Task Message_IsKeptToTheByte_WithWhatWasSaidBesideIt()
    {
        await using var exchange = await StartAsync(Measured);
        var mime = Letter("One", new string('x', 300_000)) + "\0\u00e9 bare\nline";

        var created = await exchange.CallAsync(CreateItem(
            Well("inbox"), Message(mime, Tag("0x0E07", "Integer", "1") + Tag("0x0E06", "SystemTime", "2011-03-04T05:06:07Z") + Key("a:1")), Message(Letter("Two"), Key("a:2"))));
        var first = await exchange.CallAsync(GetItem(created.Ids("ItemId")[0], additional: KeyPath));
        var folder = await exchange.CallAsync(GetFolder(Well("inbox")));

        Assert.Equal(["NoError", "NoError"], created.Codes);
        Assert.Equal(mime, Encoding.UTF8.GetString(Convert.FromBase64String(first.Value("MimeContent"))));
        Assert.Equal("2011-03-04T05:06:07Z", first.Value("DateTimeReceived"));
        Assert.Equal("false", first.Value("IsDraft"));
        Assert.Equal("2", folder.Value("TotalCount"));
    }

    [Fact]
    public async Task Item_IsFoundByItsKey()
    {
        await using var exchange = await StartAsync(Measured);
        await exchange.CallAsync(CreateItem(Well("inbox"), Message(Letter("One"), Key("a:1")), Message(Letter("Two"), Key("a:2"))));

        var found = await exchange.CallAsync(FindItem(
            Well("inbox"),
            additional: KeyPath,
            rest: $"<m:Restriction><t:IsEqualTo>{KeyPath}<t:FieldURIOrConstant><t:Constant Value=\"a:2\"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction>"));

        Assert.Equal("1", found.Attribute("RootFolder", "TotalItemsInView"));
    }

    [Theory]
    [InlineData("SGVs bG8s\r\n IHdvcmxkLg==\r\n", "NoError", "Hello, world.")]
    [InlineData("SGVsbG8=", "NoError", "Hello")]
    [InlineData("SGVsbG8", "ErrorMimeContentInvalidBase64String", null)]
    [InlineData("SGVs*G8=", "ErrorMimeContentInvalidBase64String", null)]
    public async Task Base64_IsReadWithItsBlanks_AndRefusedWhereItIsNone(string text, string code, string? mime)
    {
        await using var exchange = await StartAsync(Measured);

        var created = await exchange.CallAsync(CreateItem(Well("inbox"), $"<t:Message><t:MimeContent CharacterSet=\"UTF-8\">{text}</t:MimeContent></t:Message>", Message(Letter("Next"))));

        Assert.Equal([code, "NoError"], created.Codes);
        if (mime is not null)
        {
            var item = await exchange.CallAsync(GetItem(created.Ids("ItemId")[0]));
            Assert.Equal(mime, Encoding.UTF8.GetString(Convert.FromBase64String(item.Value("MimeContent"))));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(76)]
    [InlineData(61)]
    public async Task Message_ArrivesWhateverPiecesItsTextComesIn(int lineLength)
    {
        await using var exchange = await StartAsync(Measured);
        var mimes = Enumerable.Range(0, 40).Select(n => Letter($"{n}", new string((char)('a' + (n % 26)), (n * 997) + 3))).ToList();
        string Text(string mime) => Convert.ToBase64String(Encoding.UTF8.GetBytes(mime));
        string Lines(string text) => lineLength == 0 ? text : string.Join("\r\n", text.Chunk(lineLength).Select(line => new string(line)));

        var created = await exchange.CallAsync(CreateItem(
            Well("inbox"), [.. mimes.Select(mime => $"<t:Message><t:MimeContent>{Lines(Text(mime))}</t:MimeContent></t:Message>")]));

        foreach (var (mime, id) in mimes.Zip(created.Ids("ItemId")))
        {
            Assert.Equal(Text(mime), (await exchange.CallAsync(GetItem(id))).Value("MimeContent"));
        }
    }

    [Fact]
    public async Task RequestThatBreaksOffInAMessage_IsRefusedWhole()
    {
        await using var exchange = await StartAsync(Measured);
        var whole = Envelope(CreateItem(Well("inbox"), Message(Letter("One"))));

        var reply = await exchange.SendAsync(whole[..(whole.IndexOf("MimeContent>", StringComparison.Ordinal) + 40)]);
        var folder = await exchange.CallAsync(GetFolder(Well("inbox")));

        Assert.Equal(500, (int)reply.Status);
        Assert.Equal("0", folder.Value("TotalCount"));
    }
}
