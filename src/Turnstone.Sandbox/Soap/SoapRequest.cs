namespace Turnstone.Sandbox.Soap;

/// <summary>A request read whole: its header values, its operation and the payloads it carries, which it owns.</summary>
internal sealed class SoapRequest(SoapElement operation, IReadOnlyList<SoapElement> headers, List<Payload> payloads) : IDisposable
{
    public SoapElement Operation { get; } = operation;

    public SoapElement? Header(string name)
    {
        foreach (var header in headers)
        {
            if (header.Name == name)
            {
                return header;
            }
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var payload in payloads)
        {
            payload.Dispose();
        }
    }
}
