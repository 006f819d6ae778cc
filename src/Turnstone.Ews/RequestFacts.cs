using Turnstone.Ews.Types;

namespace Turnstone.Ews;

/// <summary>What is known of a request that failed, in the words support and server logs use. Holds no content.</summary>
public sealed record RequestFacts
{
    public required string Operation { get; init; }
    public required string Host { get; init; }
    public required RequestProgress Progress { get; init; }
    public required Guid ClientRequestId { get; init; }
    public int? HttpStatus { get; init; }
    public string? RequestId { get; init; }
    public string? FrontEndServer { get; init; }
    public string? BackEndTarget { get; init; }
    public string? DiagInfo { get; init; }
    public ServerVersion? Server { get; init; }
}
