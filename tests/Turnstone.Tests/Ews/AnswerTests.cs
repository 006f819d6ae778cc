using System.Net;
using System.Text;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class AnswerTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task MixedBatch_KeepsOrderAndEveryDetail()
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml(Answers.Responses("CreateItem",
            Answers.Created("one"),
            Answers.Failed("CreateItem", "ErrorQuotaExceeded", "Mailbox has exceeded maximum mailbox size."),
            Answers.Failed("CreateItem", "ErrorBatchProcessingStopped", responseClass: "Warning"))));

        IReadOnlyList<EwsResponse<Item>> responses = await client.CreateItemAsync(Clients.CreateItem(3), None);

        Assert.Equal(new ItemId("one", "CQAAAB"), responses[0].Value!.ItemId);
        Assert.Equal((ResponseClass.Error, ResponseCode.ErrorQuotaExceeded, "Mailbox has exceeded maximum mailbox size."), (responses[1].ResponseClass, responses[1].ResponseCode, responses[1].MessageText));
        Assert.Null(responses[1].Value);
        Assert.Equal((ResponseClass.Warning, ResponseCode.ErrorBatchProcessingStopped), (responses[2].ResponseClass, responses[2].ResponseCode));
        Assert.Equal(ExchangeGeneration.Exchange2019, client.Server!.Generation);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task AnotherNumberOfResponses_IsRefusedWithTheNumbers(int came)
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml(Answers.Responses("CreateItem", Enumerable.Repeat(Answers.Created("x"), came))));

        EwsProtocolException wrong = await Assert.ThrowsAsync<EwsProtocolException>(() => client.CreateItemAsync(Clients.CreateItem(3), None));

        Assert.Equal((EwsProtocolErrorKind.WrongCount, 3, came, RequestProgress.Answered), (wrong.Kind, wrong.Expected, wrong.Received, wrong.Progress));
    }

    [Fact]
    public async Task OneErrorForABatch_IsSaidToBeOne()
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml(Answers.Responses("CreateItem",
            Answers.Failed("CreateItem", "ErrorServerBusy", messageXml: """<m:MessageXml><t:Value Name="BackOffMilliseconds">297749</t:Value></m:MessageXml>"""))));

        EwsBatchException batch = await Assert.ThrowsAsync<EwsBatchException>(() => client.CreateItemAsync(Clients.CreateItem(3), None));

        Assert.Equal((3, ResponseCode.ErrorServerBusy, TimeSpan.FromMilliseconds(297749)), (batch.Expected, batch.ResponseCode, batch.BackOff));
    }

    [Fact]
    public async Task DetailThatIsSaidAHundredThousandTimes_IsJoinedOnce()
    {
        const int Times = 100_000;
        using EwsClient client = Clients.Answering(() => Answers.Xml(Answers.Responses(
            "CreateItem",
            Answers.Failed("CreateItem", "ErrorInternalServerError", messageXml: $"<m:MessageXml>{string.Concat(Enumerable.Repeat("<t:Value Name=\"a\">b</t:Value>", Times))}</m:MessageXml>"))));

        EwsResponse<Item> response = (await client.CreateItemAsync(Clients.CreateItem(), None))[0];

        Assert.Equal((3 * Times) - 2, response.MessageXml.Values["a"].Length);
    }

    [Theory]
    [InlineData("""<t:Value Name="BackOffMilliseconds">1500</t:Value>""", 1500)]
    [InlineData("""<t:Value Name="InnerErrorResponseCode">ErrorServerBusy</t:Value><t:Value Name="BackOffMilliseconds">20</t:Value>""", 20)]
    [InlineData("""<t:Value Name="Policy">ConcurrentSyncCalls</t:Value><t:Value Name="ErrorMessage">This operation exceeds the throttling budget.  Suggested backoff time 5000 ms.</t:Value>""", 5000)]
    [InlineData("""<t:Value Name="BackOffMilliseconds">99999999999999</t:Value>""", 86_400_000)]
    [InlineData("""<t:Value Name="BackOffMilliseconds">soon</t:Value>""", null)]
    [InlineData("", null)]
    public async Task BackOff_IsFoundWhereverServersHideIt(string values, int? milliseconds)
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml(Answers.Responses("CreateItem",
            Answers.Failed("CreateItem", "ErrorInternalServerError", messageXml: $"<m:MessageXml>{values}</m:MessageXml>"))));

        EwsResponse<Item> response = (await client.CreateItemAsync(Clients.CreateItem(), None))[0];

        Assert.Equal(milliseconds, (int?)response.BackOff?.TotalMilliseconds);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.OK)]
    public async Task Fault_IsReadUnderAnyStatus(HttpStatusCode status)
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml(Answers.Fault("ErrorServerBusy", "The server cannot service this request right now. Try again later.",
            """<t:MessageXml xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><t:Value Name="BackOffMilliseconds">297749</t:Value></t:MessageXml>"""), status));

        EwsFaultException fault = await Assert.ThrowsAsync<EwsFaultException>(() => client.CreateItemAsync(Clients.CreateItem(2), None));

        Assert.Equal((ResponseCode.ErrorServerBusy, TimeSpan.FromMilliseconds(297749), (int?)status), (fault.ResponseCode, fault.BackOff, fault.Facts.HttpStatus));
    }

    [Theory]
    [InlineData("""<t:MessageXml xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><t:LineNumber>2</t:LineNumber><t:LinePosition>630</t:LinePosition><t:Violation>Bad.</t:Violation></t:MessageXml>""")]
    [InlineData("""<e:Line xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">2</e:Line><e:Position xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">630</e:Position>""")]
    public async Task SchemaViolation_IsKeptInBothShapes(string details)
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml(Answers.Fault("ErrorSchemaValidation", "Bad.", details), HttpStatusCode.InternalServerError));

        EwsFaultException fault = await Assert.ThrowsAsync<EwsFaultException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal(new SchemaViolation(2, 630, "Bad."), fault.Violation);
    }

    [Theory]
    [InlineData("a&#x0;b", "a\0b")]
    [InlineData("a&#x1;b&#x1F;", "a\u0001b\u001F")]
    [InlineData("a&#11;b", "a\u000Bb")]
    [InlineData("a&#xFFFF;b", "a\uFFFFb")]
    [InlineData("a&#xD83D;&#xDE00;b", "a\U0001F600b")]
    [InlineData("a&#x1F600;b", "a\U0001F600b")]
    [InlineData("a\u0001b", "a\uFFFDb")]
    [InlineData("&amp;#x1;", "&#x1;")]
    public async Task ForbiddenCharacters_AreReadNotRefused(string sent, string read)
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml(Answers.Responses("GetItem",
            $"""<m:GetItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items><t:Message><t:ItemId Id="x{sent}"/><t:Subject>{sent}</t:Subject></t:Message></m:Items></m:GetItemResponseMessage>""")));

        Item item = (await client.GetItemAsync(new GetItem { ItemIds = [new ItemId("x")] }, None))[0].Value!;

        Assert.Equal((read, "x" + read), (item.Subject, item.ItemId!.Id));
    }

    [Fact]
    public async Task HalfAnEmojiAsAReference_IsRead()
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml(Answers.Responses("GetItem",
            """<m:GetItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items><t:Message><t:Subject>cut&#xD83D;</t:Subject></t:Message></m:Items></m:GetItemResponseMessage>""")));

        Item item = (await client.GetItemAsync(new GetItem { ItemIds = [new ItemId("x")] }, None))[0].Value!;

        Assert.Equal("cut", item.Subject![..3]);
    }

    [Fact]
    public async Task BytesThatAreNoUtf8_CostACharacterOnly()
    {
        byte[] answer = Encoding.UTF8.GetBytes(Answers.Responses("GetItem",
            """<m:GetItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items><t:Message><t:Subject>a#b</t:Subject></t:Message></m:Items></m:GetItemResponseMessage>"""));
        answer[answer.AsSpan().LastIndexOf((byte)'#')] = 0xFF;
        using EwsClient client = Clients.Answering(() => new HttpResponseMessage { Content = new ByteArrayContent(answer) });

        Item item = (await client.GetItemAsync(new GetItem { ItemIds = [new ItemId("x")] }, None))[0].Value!;

        Assert.Equal("a\uFFFDb", item.Subject);
    }

    [Fact]
    public async Task Mime_IsDecodedToTheDestinationWhateverItsLines()
    {
        byte[] mime = new byte[300_001];
        new Random(1).NextBytes(mime);
        string lines = Convert.ToBase64String(mime, Base64FormattingOptions.InsertLineBreaks);
        using EwsClient client = Clients.Answering(() => Answers.Xml(Answers.Responses("GetItem",
            Answers.Failed("GetItem", "ErrorItemNotFound"),
            $"""<m:GetItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items><t:Message><t:MimeContent CharacterSet="UTF-8">{lines}</t:MimeContent><t:ItemId Id="x"/></t:Message></m:Items></m:GetItemResponseMessage>""")));
        using MemoryStream destination = new();
        List<int> asked = [];

        IReadOnlyList<EwsResponse<Item>> responses = await client.GetItemAsync(new GetItem
        {
            ItemIds = [new ItemId("gone"), new ItemId("x")],
            MimeDestination = index =>
            {
                asked.Add(index);
                return destination;
            },
        }, None);

        Assert.Equal(mime, destination.ToArray());
        Assert.Equal([1], asked);
        Assert.Equal((mime.Length, "UTF-8"), (responses[1].Value!.MimeLength, responses[1].Value!.MimeCharacterSet));
    }

    [Fact]
    public async Task LongMime_PassesLimitsMeantForWhatIsKept()
    {
        string mime = Convert.ToBase64String(new byte[1 << 20]);
        string answer = Answers.Responses("GetItem",
            $"""<m:GetItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items><t:Message><t:MimeContent>{mime}</t:MimeContent></t:Message></m:Items></m:GetItemResponseMessage>""");
        using EwsClient client = new(Clients.Options with { Limits = new() { MaxAnswerBytes = 100_000 }, MessageHandler = new CannedHandler(() => Answers.Xml(answer), () => Answers.Xml(answer)) });
        GetItem request = new() { ItemIds = [new ItemId("x")], MimeDestination = _ => Stream.Null };

        Item item = (await client.GetItemAsync(request, None))[0].Value!;
        EwsProtocolException unasked = await Assert.ThrowsAsync<EwsProtocolException>(() => client.GetItemAsync(request with { MimeDestination = null }, None));

        Assert.Equal(1 << 20, item.MimeLength);
        Assert.Equal(EwsProtocolErrorKind.BeyondLimits, unasked.Kind);
    }

    [Fact]
    public async Task DestinationThatFails_IsTheCallersOwnFailure()
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml(Answers.Responses("GetItem",
            """<m:GetItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items><t:Message><t:MimeContent>AAAA</t:MimeContent></t:Message></m:Items></m:GetItemResponseMessage>""")));
        using MemoryStream full = new([]);

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            client.GetItemAsync(new GetItem { ItemIds = [new ItemId("x")], MimeDestination = _ => full }, None));
    }

    [Theory]
    [InlineData("<!DOCTYPE Envelope [<!ENTITY a \"b\">]><Envelope>&a;</Envelope>")]
    [InlineData("<Envelope><Body></Header></Envelope>")]
    [InlineData("<Envelope>&unknown;</Envelope>")]
    [InlineData("<Envelope></Envelope><Envelope></Envelope>")]
    [InlineData("<Other/>")]
    public async Task GarbledAnswer_IsSaidToBe(string text)
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml(text));

        EwsProtocolException garbled = await Assert.ThrowsAsync<EwsProtocolException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal(EwsProtocolErrorKind.Garbled, garbled.Kind);
    }

    [Fact]
    public async Task AnswerCutAnywhere_NeverPassesForWhole()
    {
        string whole = Answers.Responses("CreateItem", Answers.Created("one"), Answers.Created("two"));

        for (int length = 0; length < whole.Length; length += 7)
        {
            using EwsClient client = Clients.Answering(() => Answers.Xml(whole[..length]));

            EwsException cut = await Assert.ThrowsAnyAsync<EwsException>(() => client.CreateItemAsync(Clients.CreateItem(2), None));

            Assert.Equal(EwsProtocolErrorKind.Truncated, Assert.IsType<EwsProtocolException>(cut).Kind);
        }
    }

    [Fact]
    public async Task AnswerBeyondTheLimits_IsRefused()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100));
        string @long = Answers.Responses("CreateItem", Answers.Failed("CreateItem", "ErrorX", new string('x', 3000)));
        AnswerLimits limits = new() { MaxAnswerBytes = 20_000, MaxTextLength = 2000, MaxDepth = 50 };

        foreach (string answer in (string[])[Answers.Envelope(deep), @long, Answers.Envelope(new string(' ', 30_000))])
        {
            using EwsClient client = new(Clients.Options with { Limits = limits, MessageHandler = new CannedHandler(() => Answers.Xml(answer)) });

            EwsProtocolException refused = await Assert.ThrowsAsync<EwsProtocolException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

            Assert.Equal(EwsProtocolErrorKind.BeyondLimits, refused.Kind);
        }
    }

    [Fact]
    public async Task AnotherXmlDocument_IsNoAnswer()
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml("<Autodiscover><Envelope/></Autodiscover>"));

        EwsProtocolException garbled = await Assert.ThrowsAsync<EwsProtocolException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal(EwsProtocolErrorKind.Garbled, garbled.Kind);
    }
}
