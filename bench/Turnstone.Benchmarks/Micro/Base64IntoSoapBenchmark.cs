using BenchmarkDotNet.Attributes;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Benchmarks.Micro;

/// <summary>A batch of messages from pooled memory to the wire: rendering the request and writing it, base64 and all.</summary>
public class Base64IntoSoapBenchmark
{
    private CreateItem _request = null!;

    /// <summary>Messages in the batch.</summary>
    [Params(50)]
    public int Items { get; set; }

    /// <summary>Bytes of each.</summary>
    [Params(12 << 10, 80 << 10)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        _request = new CreateItem
        {
            SavedItemFolderId = DistinguishedFolderId.Inbox,
            Items = [.. Enumerable.Range(0, Items).Select(_ => Message(random))],
        };
    }

    [Benchmark]
    public async Task<long> RenderAndWriteAsync()
    {
        var request = SoapWriter.Render(_request, new EwsAccess.Delegate("grace@new.example"), RequestServerVersion.Exchange2013_SP1);
        await request.WriteToAsync(Stream.Null, Nothing, Nothing, CancellationToken.None);
        return request.Length;
    }

    private static void Nothing()
    {
    }

    private NewMessage Message(Random random)
    {
        var content = new byte[Bytes];
        random.NextBytes(content);
        return new NewMessage
        {
            MimeContent = new MemoryMimeSource(content),
            ItemClass = "IPM.Note",
            ExtendedProperties =
            [
                ExtendedProperty.OfSystemTime(ExtendedPropertyPath.Tagged(0x0E06, MapiPropertyType.SystemTime), new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero)),
                ExtendedProperty.OfInteger(ExtendedPropertyPath.Tagged(0x0E07, MapiPropertyType.Integer), 1),
            ],
            IsRead = true,
        };
    }
}
