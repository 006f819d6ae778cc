using System.IO.Pipelines;
using System.Text;
using Turnstone.Sandbox.Soap;
using Xunit;

namespace Turnstone.Tests.Sandbox.Soap;

/// <summary>Messages in requests, whichever of the two readers meets them: on the wire, or in the whole body where a schema is kept.</summary>
public sealed class RequestReaderTests
{
    [Theory]
    [InlineData("QUJD", "ABC")]
    [InlineData("<![CDATA[QUJD]]>", "ABC")]
    [InlineData("<!-- a comment -->QUJD", "ABC")]
    [InlineData("QUJD<!-- a comment -->MTIz", "ABC123")]
    [InlineData("MTIz<![CDATA[QUJD]]>", "123ABC")]
    [InlineData("", "")]
    public async Task Message_IsReadAlike_HoweverItIsWritten(string written, string expected)
    {
        var body = Body($"<t:MimeContent>{written}</t:MimeContent>");

        using var whole = SoapReader.Read(new MemoryStream(body), schema: null);
        using var carved = await CarveAsync(body);

        Assert.Equal((expected, expected), (MessageOf(whole), MessageOf(carved)));
    }

    [Fact]
    public async Task MessagesWithinMessages_AreRefused_HoweverDeep()
    {
        var body = Body(string.Concat(Enumerable.Repeat("<t:MimeContent>", 100_000)));

        Assert.Throws<EwsFault>(() => SoapReader.Read(new MemoryStream(body), schema: null));
        await Assert.ThrowsAsync<EwsFault>(() => CarveAsync(body));
    }

    [Fact]
    public async Task TagThatHoldsItsOwnEndInAnAttribute_IsRefused_WhereMessagesAreTakenOutOnTheWire()
    {
        var body = Body("<t:MimeContent a='>'>QUJD</t:MimeContent>");

        await Assert.ThrowsAsync<EwsFault>(() => CarveAsync(body));
    }

    private static byte[] Body(string content) => Encoding.UTF8.GetBytes(
        $"""
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><s:Body><m:CreateItem>{content}</m:CreateItem></s:Body></s:Envelope>
        """);

    private static Task<SoapRequest> CarveAsync(byte[] body) =>
        MimeCarver.ReadAsync(PipeReader.Create(new MemoryStream(body)), schema: null, TestContext.Current.CancellationToken);

    private static string MessageOf(SoapRequest request)
    {
        var content = request.Operation.Child("MimeContent")!.Content!;
        Assert.False(content.IsMalformed);
        using var reader = new StreamReader(content.Open(), leaveOpen: true);
        return reader.ReadToEnd();
    }
}
