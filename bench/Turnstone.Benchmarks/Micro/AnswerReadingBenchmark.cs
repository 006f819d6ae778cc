using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Benchmarks.Micro;

/// <summary>What a client does for an answer: 50 items created, or 500 found with their source keys.</summary>
public class AnswerReadingBenchmark
{
    private static readonly ExtendedPropertyPath Key =
        ExtendedPropertyPath.Named(new Guid("8a3e0b52-3f0d-4c43-9d6c-0a1f6f4f6a11"), "SourceKey", MapiPropertyType.String);

    private readonly CreateItem _create = new()
    {
        SavedItemFolderId = DistinguishedFolderId.Inbox,
        Items = [.. Enumerable.Range(0, 50).Select(_ => new NewMessage { Subject = "Benchmark" })],
    };

    private readonly FindItem _find = new()
    {
        ParentFolderIds = [DistinguishedFolderId.Inbox],
        ItemShape = new ResponseShape(BaseShape.IdOnly) { AdditionalProperties = [Key] },
    };

    private EwsClient _created = null!;
    private EwsClient _found = null!;

    [GlobalSetup]
    public void Open() => (_created, _found) = (Client(Created()), Client(Found()));

    [GlobalCleanup]
    public void Close()
    {
        _created.Dispose();
        _found.Dispose();
    }

    [Benchmark]
    public async Task<int> CreatedAsync() => (await _created.CreateItemAsync(_create, CancellationToken.None)).Count;

    [Benchmark]
    public async Task<int> FoundAsync() => (await _found.FindItemAsync(_find, CancellationToken.None))[0].Value!.Items.Count;

    private static EwsClient Client(string body) => new(new EwsClientOptions
    {
        Url = new Uri("http://127.0.0.1/EWS/Exchange.asmx"),
        Credential = new EwsCredential.Basic("svc", new EwsPassword("secret")),
        Access = new EwsAccess.Owner(),
        MessageHandler = new Answering(Encoding.UTF8.GetBytes(Envelope(body))),
    });

    private static string Created() =>
        $"<m:CreateItemResponse><m:ResponseMessages>{string.Concat(Enumerable.Range(0, 50).Select(n => $"<m:CreateItemResponseMessage ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode><m:Items><t:Message>{Id(n)}</t:Message></m:Items></m:CreateItemResponseMessage>"))}</m:ResponseMessages></m:CreateItemResponse>";

    private static string Found() =>
        $"<m:FindItemResponse><m:ResponseMessages><m:FindItemResponseMessage ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode><m:RootFolder TotalItemsInView=\"500\" IncludesLastItemInRange=\"true\"><t:Items>{string.Concat(Enumerable.Range(0, 500).Select(n => $"<t:Message>{Id(n)}<t:ExtendedProperty><t:ExtendedFieldURI PropertySetId=\"8a3e0b52-3f0d-4c43-9d6c-0a1f6f4f6a11\" PropertyName=\"SourceKey\" PropertyType=\"String\"/><t:Value>0123456789abcdef0123456789abcdef:{n}</t:Value></t:ExtendedProperty></t:Message>"))}</t:Items></m:RootFolder></m:FindItemResponseMessage></m:ResponseMessages></m:FindItemResponse>";

    // Ids as long as Exchange's.
    private static string Id(int number) => $"<t:ItemId Id=\"{new string('A', 140)}{number:0000}\" ChangeKey=\"{new string('C', 40)}\"/>";

    private static string Envelope(string body) =>
        $"""<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><h:ServerVersionInfo MajorVersion="15" MinorVersion="2" MajorBuildNumber="1748" MinorBuildNumber="10" Version="V2017_07_11" xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types"/></s:Header><s:Body xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">{body}</s:Body></s:Envelope>""";

    private sealed class Answering(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("text/xml") { CharSet = "utf-8" } } },
            });
    }
}
