using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Endpoints;

namespace Turnstone.Cli.Remote.Endpoints;

internal static class EndpointView
{
    public static View<EndpointInfo> Of { get; } = new(
        new("Name", endpoint => endpoint.Name),
        new("Kind", endpoint => Shown.Word(endpoint.Kind)),
        new("Address", endpoint => endpoint.Address),
        new("Login", endpoint => endpoint.Login),
        new("Secret", endpoint => endpoint.HasSecret ? $"stored ({(endpoint.SecretKind is { } kind ? Shown.Word(kind) : "password")})" : ""),
        new("Opens by", endpoint => endpoint.AdministratorForm ?? (endpoint.Access is { } access ? Shown.Word(access) : ""), InLists: false),
        new("Last used", endpoint => Shown.Moment(endpoint.LastUsed), InLists: false),
        new("Added", endpoint => Shown.Moment(endpoint.Created), InLists: false),
        new("Archived", endpoint => Shown.Moment(endpoint.Archived), InLists: false),
        new("Id", endpoint => $"{endpoint.Id}"));
}
