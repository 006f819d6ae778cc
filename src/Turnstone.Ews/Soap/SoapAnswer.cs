using Turnstone.Ews.Types;

namespace Turnstone.Ews.Soap;

/// <summary>An envelope as read. With neither fault nor responses it was no answer of EWS.</summary>
internal sealed record SoapAnswer<TAnswer>
    where TAnswer : class
{
    public ServerVersion? Server { get; init; }
    public SoapFault? Fault { get; init; }

    /// <summary>As many of the responses as were due.</summary>
    public IReadOnlyList<EwsResponse<TAnswer>>? Responses { get; init; }

    /// <summary>How many responses came.</summary>
    public int Received { get; init; }
}
