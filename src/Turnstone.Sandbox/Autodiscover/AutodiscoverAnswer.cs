namespace Turnstone.Sandbox.Autodiscover;

/// <summary>What goes over HTTP: refusals have status 200 too [R].</summary>
public sealed record AutodiscoverAnswer(int StatusCode, string ContentType, ReadOnlyMemory<byte> Body);
