namespace Turnstone.Connectors.CutOver;

/// <summary>The zone that a domain's records are in.</summary>
/// <param name="Name">Its apex: the domain itself, or one above it.</param>
/// <param name="Servers">Its own servers.</param>
internal sealed record Zone(DomainName Name, IReadOnlyList<AskedServer> Servers);
