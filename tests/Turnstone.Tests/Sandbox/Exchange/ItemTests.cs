using System.Text;
using Turnstone.Sandbox;
using Xunit;
using static Turnstone.Tests.Sandbox.Exchange.TestExchange;

namespace Turnstone.Tests.Sandbox.Exchange;

public class ItemTests
{
    private const string Drafts = "<t:DistinguishedFolderId Id=\"drafts\"/>";

    [Theory]
    [InlineData(null, "true", "true")]
    [InlineData("0", "false", "false")]
    [InlineData("1", "false", "true")]
    [InlineData("8", "true", "false")]
    [InlineData("9", "true", "true")]
    public async Task MessageFlags_DecideDraftAndReadOnce(string? flags, string isDraft, string isRead)
    {
        await using var exchange = await StartAsync();
        var id = await CreateAsync(exchange, flags is null ? "" : Tag("0x0E07", "Integer", flags));

        var reply = await exchange.CallAsync(GetItem(id, mime: false));

        Assert.Equal(isDraft, reply.Value("IsDraft"));
        Assert.Equal(isRead, reply.Value("IsRead"));
    }

    [Fact]
    public async Task UnsentBit_CannotBeChangedLater()
    {
        await using var exchange = await StartAsync();
        var id = await CreateAsync(exchange, Tag("0x0E07", "Integer", "8"));

        var update = await exchange.CallAsync(Update(id, "<t:ExtendedFieldURI PropertyTag=\"0x0E07\" PropertyType=\"Integer\"/>", Tag("0x0E07", "Integer", "1"), "AlwaysOverwrite"));
        var reply = await exchange.CallAsync(GetItem(id, mime: false));

        Assert.Equal(["NoError"], update.Codes);
        Assert.Equal("true", reply.Value("IsDraft"));
        Assert.Equal("true", reply.Value("IsRead"));
    }

    [Fact]
    public async Task Dates_AreThoseOfTheCallNotOfTheDay()
    {
        await using var exchange = await StartAsync();
        var id = await CreateAsync(exchange, Tag("0x0E06", "SystemTime", "2011-03-04T05:06:07Z") + Tag("0x3007", "SystemTime", "2001-01-01T00:00:00Z"));

        var reply = await exchange.CallAsync(GetItem(id, mime: false));

        Assert.Equal("2011-03-04T05:06:07Z", reply.Value("DateTimeReceived"));
        Assert.Equal("2012-01-02T10:00:00Z", reply.Value("DateTimeSent"));
        Assert.DoesNotContain("2001-01-01", reply.Value("DateTimeCreated"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutDeliveryTime_ReceivedIsNow()
    {
        await using var exchange = await StartAsync();
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        var id = await CreateAsync(exchange, Tag("0x0039", "SystemTime", "2010-01-01T00:00:00Z"));

        var reply = await exchange.CallAsync(GetItem(id, mime: false));

        Assert.Equal("2010-01-01T00:00:00Z", reply.Value("DateTimeSent"));
        Assert.True(DateTimeOffset.Parse(reply.Value("DateTimeReceived"), System.Globalization.CultureInfo.InvariantCulture) >= before);
    }

    [Fact]
    public async Task PropertiesOfTheCall_ComeBackExactly()
    {
        await using var exchange = await StartAsync();
        var id = await CreateAsync(
            exchange,
            "<t:Categories><t:String>Red</t:String><t:String>Kunde Ä</t:String></t:Categories>" + Key("k1/Ä=") + Tag("0x1080", "Integer", "261") + Tag("0x1081", "Integer", "102")
            + "<t:Flag><t:FlagStatus>Flagged</t:FlagStatus></t:Flag><t:IsReadReceiptRequested>false</t:IsReadReceiptRequested><t:IsRead>true</t:IsRead>");

        var reply = await exchange.CallAsync(GetItem(
            id,
            mime: false,
            additional: KeyPath + "<t:ExtendedFieldURI PropertyTag=\"0x1080\" PropertyType=\"Integer\"/><t:ExtendedFieldURI PropertyTag=\"0x1081\" PropertyType=\"Integer\"/><t:ExtendedFieldURI PropertyTag=\"0x1090\" PropertyType=\"Integer\"/>"));

        Assert.Equal(["Red", "Kunde Ä"], reply.Elements("Categories").Single().Elements().Select(category => category.Value));
        Assert.Equal(["k1/Ä=", "261", "102", "2"], reply.Values("Value"));
        Assert.Equal("Flagged", reply.Value("FlagStatus"));
        Assert.Equal("false", reply.Value("IsReadReceiptRequested"));
    }

    [Fact]
    public async Task MissingDisposition_IsAFault()
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync(CreateItem(Drafts, Message(Letter("x"))).Replace(" MessageDisposition=\"SaveOnly\"", "", StringComparison.Ordinal));

        Assert.Equal(["ErrorMessageDispositionRequired"], reply.Codes);
        Assert.Equal(500, (int)reply.Status);
    }

    [Fact]
    public async Task OneBadItem_LeavesItsNeighboursAlone()
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync(CreateItem(Drafts, Message(Letter("1")), "<t:Message><t:MimeContent>!</t:MimeContent></t:Message>", Message(Letter("3"))));

        Assert.Equal(["NoError", "ErrorMimeContentInvalidBase64String", "NoError"], reply.Codes);
        Assert.Equal(2, reply.Ids("ItemId").Length);
        Assert.All(reply.Ids("ItemId"), id => Assert.Equal(152, id.Length));
    }

    [Fact]
    public async Task Mime_IsRegeneratedNotReturned()
    {
        await using var exchange = await StartAsync();
        const string Mime = "X-Odd:   kept\r\nfrom: ann@old.example\r\nSubject: Hello\r\n\r\n\r\nbody\r\n";
        var id = (await exchange.CallAsync(CreateItem(Drafts, Message(Mime)))).Id("ItemId");

        var reply = await exchange.CallAsync(GetItem(id, "IdOnly"));

        var mime = Encoding.UTF8.GetString(Convert.FromBase64String(reply.Value("MimeContent")));
        Assert.NotEqual(Mime, mime);
        Assert.Contains("Subject: Hello\r\n", mime, StringComparison.Ordinal);
        Assert.Contains("X-Odd: kept\r\n", mime, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ControlCharacterInASubject_ComesBackAsAnIllegalReference()
    {
        await using var exchange = await StartAsync();
        await exchange.CallAsync(CreateItem(Drafts, Message(Letter("=?utf-8?q?a=01b=1Fc?="))));

        var reply = await exchange.CallAsync(FindItem(Drafts));

        Assert.Contains("<t:Subject>a&#x1;b&#x1F;c</t:Subject>", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LargeMessage_GoesInAndComesOut()
    {
        await using var exchange = await StartAsync();
        var body = string.Join("\r\n", Enumerable.Range(0, 60_000).Select(line => $"line {line} of a long, long letter"));
        var id = (await exchange.CallAsync(CreateItem(Drafts, Message(Letter("Large", body))))).Id("ItemId");

        var reply = await exchange.CallAsync(GetItem(id, "IdOnly"));

        Assert.Contains("line 59999 of", Encoding.UTF8.GetString(Convert.FromBase64String(reply.Value("MimeContent"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageOverTheLimit_IsRefusedAlone()
    {
        await using var exchange = await StartAsync(Options with { Limits = new ServerLimits { MaxMessageBytes = 500 } });

        var reply = await exchange.CallAsync(CreateItem(Drafts, Message(Letter("big", new string('x', 600))), Message(Letter("small"))));

        Assert.Equal(["ErrorMessageSizeExceeded", "NoError"], reply.Codes);
    }

    [Fact]
    public async Task FullMailbox_SaysSo()
    {
        await using var exchange = await StartAsync(Options with { Quota = new() { MaxBytes = 1500 } });

        var reply = await exchange.CallAsync(CreateItem(Drafts, Message(Letter("1")), Message(Letter("2"))));

        Assert.Equal(["NoError", "ErrorQuotaExceeded"], reply.Codes);
        Assert.Equal("Mailbox has exceeded maximum mailbox size.", reply.Value("MessageText"));
    }

    [Fact]
    public async Task FullFolder_SaysSo()
    {
        await using var exchange = await StartAsync(Options with { Quota = new() { MaxItemsPerFolder = 1 } });

        var reply = await exchange.CallAsync(CreateItem(Drafts, Message(Letter("1")), Message(Letter("2"))));

        Assert.Equal(["NoError", "ErrorMessagePerFolderCountReceiveQuotaExceeded"], reply.Codes);
    }

    [Fact]
    public async Task UpdateWithoutChangeKey_NeedsAlwaysOverwrite()
    {
        await using var exchange = await StartAsync();
        var id = await CreateAsync(exchange, "");
        const string Field = "<t:FieldURI FieldURI=\"message:IsRead\"/>";

        var refused = await exchange.CallAsync(Update(id, Field, "<t:IsRead>false</t:IsRead>", "AutoResolve"));
        var taken = await exchange.CallAsync(Update(id, Field, "<t:IsRead>false</t:IsRead>", "AlwaysOverwrite"));

        Assert.Equal(["ErrorChangeKeyRequiredForWriteOperations"], refused.Codes);
        Assert.Equal("0", taken.Value("Count"));
    }

    [Fact]
    public async Task ChangedBody_IsInTheMimeFromThenOn()
    {
        await using var exchange = await StartAsync();
        var id = await CreateAsync(exchange, "");

        await exchange.CallAsync(Update(id, "<t:FieldURI FieldURI=\"item:Body\"/>", "<t:Body BodyType=\"Text\">new words</t:Body>", "AlwaysOverwrite"));
        var reply = await exchange.CallAsync(GetItem(id));

        Assert.Contains("new words", Encoding.UTF8.GetString(Convert.FromBase64String(reply.Value("MimeContent"))), StringComparison.Ordinal);
        Assert.Equal("Bob", reply.Value("DisplayTo"));
    }

    [Fact]
    public async Task MeetingRequestAndReport_HaveTheirClassAndStayValid()
    {
        await using var exchange = await StartAsync();
        const string Invitation = "From: a@old.example\r\nTo: b@old.example\r\nSubject: Meet\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20120102T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        var id = (await exchange.CallAsync(CreateItem(Drafts, Message(Invitation)))).Id("ItemId");

        var got = await exchange.CallAsync(GetItem(id));
        var found = await exchange.CallAsync(FindItem(Drafts));

        Assert.Equal("IPM.Schedule.Meeting.Request", got.Value("ItemClass"));
        Assert.Single(found.Elements("MeetingRequest"));
    }

    [Fact]
    public async Task DeletedItem_IsNotFoundTheSecondTime()
    {
        await using var exchange = await StartAsync();
        var id = await CreateAsync(exchange, "");
        var delete = $"<m:DeleteItem DeleteType=\"HardDelete\"><m:ItemIds><t:ItemId Id=\"{id}\"/></m:ItemIds></m:DeleteItem>";

        var first = await exchange.CallAsync(delete);
        var second = await exchange.CallAsync(delete);

        Assert.Contains("<m:ResponseCode>NoError</m:ResponseCode></m:DeleteItemResponseMessage>", first.Text, StringComparison.Ordinal);
        Assert.Equal("The specified object was not found in the store.", second.Value("MessageText"));
    }

    [Theory]
    [InlineData("MoveItem", "0")]
    [InlineData("CopyItem", "1")]
    public async Task MovedItem_HasANewIdAndTheOldContent(string operation, string left)
    {
        await using var exchange = await StartAsync();
        var id = await CreateAsync(exchange, Key("moved"));

        var moved = await exchange.CallAsync($"<m:{operation}><m:ToFolderId>{Well("inbox")}</m:ToFolderId><m:ItemIds><t:ItemId Id=\"{id}\"/></m:ItemIds></m:{operation}>");
        var there = await exchange.CallAsync(GetItem(moved.Id("ItemId"), additional: KeyPath));
        var behind = await exchange.CallAsync(GetFolder(Drafts));

        Assert.NotEqual(id, moved.Id("ItemId"));
        Assert.Equal("moved", there.Value("Value"));
        Assert.NotEmpty(there.Value("MimeContent"));
        Assert.Equal(left, behind.Value("TotalCount"));
    }

    [Fact]
    public async Task Attachment_ComesBackByItsId()
    {
        await using var exchange = await StartAsync();
        const string Mime = "From: a@old.example\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b\r\nContent-Type: application/pdf; name=x.pdf\r\nContent-Disposition: attachment; filename=x.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAQIDBA==\r\n--b--\r\n";
        var id = (await exchange.CallAsync(CreateItem(Drafts, Message(Mime)))).Id("ItemId");
        var item = await exchange.CallAsync(GetItem(id, mime: false));

        var reply = await exchange.CallAsync($"<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id=\"{item.Id("AttachmentId")}\"/></m:AttachmentIds></m:GetAttachment>");

        Assert.Equal("true", item.Value("HasAttachments"));
        Assert.Equal("x.pdf", reply.Value("Name"));
        Assert.Equal("AQIDBA==", reply.Value("Content"));
    }

    [Fact]
    public async Task SentMessage_IsAnItemOfSentItemsAndAnswersNoId()
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync($"<m:CreateItem MessageDisposition=\"SendAndSaveCopy\"><m:Items><t:Message><t:Subject>by hand</t:Subject></t:Message></m:Items></m:CreateItem>");
        var sent = await exchange.CallAsync(FindItem(Well("sentitems")));

        Assert.Contains("<m:Items/>", reply.Text, StringComparison.Ordinal);
        Assert.Equal("by hand", sent.Value("Subject"));
        Assert.Equal("false", sent.Value("IsDraft"));
    }

    private static async Task<string> CreateAsync(TestExchange exchange, string properties) =>
        (await exchange.CallAsync(CreateItem(Drafts, Message(Letter("Subject"), properties)))).Id("ItemId");

    private static string Update(string id, string path, string value, string resolution) =>
        $"<m:UpdateItem ConflictResolution=\"{resolution}\" MessageDisposition=\"SaveOnly\"><m:ItemChanges><t:ItemChange><t:ItemId Id=\"{id}\"/><t:Updates><t:SetItemField>{path}<t:Message>{value}</t:Message></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
}
