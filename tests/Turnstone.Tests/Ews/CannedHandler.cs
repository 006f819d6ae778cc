namespace Turnstone.Tests.Ews;

/// <summary>A server in memory: takes each request whole, keeps it, answers by script.</summary>
internal sealed class CannedHandler(params IEnumerable<Func<HttpResponseMessage>> answers) : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new(answers);

    public List<(HttpRequestMessage Message, string Body)> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await request.Content!.CopyToAsync(body, cancellationToken);
        Requests.Add((request, System.Text.Encoding.UTF8.GetString(body.ToArray())));
        return _answers.Dequeue()();
    }
}
