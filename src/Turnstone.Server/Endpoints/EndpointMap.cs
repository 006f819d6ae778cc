using Turnstone.Client.Endpoints;
using Turnstone.Storage.Endpoints;

namespace Turnstone.Server.Endpoints;

/// <summary>Rows of endpoints as the contract writes them. In memory: rows keep words, which a query does not turn into the contract's.</summary>
internal static class EndpointMap
{
    public static EndpointInfo InfoOf(Endpoint row) => new()
    {
        Id = row.Id,
        CustomerId = row.CustomerId,
        Name = row.Name,
        Kind = (EndpointType)row.Kind,
        Address = row.Address,
        Login = row.Login,
        SecretKind = (CredentialKind?)row.SecretUse,
        HasSecret = row.ProtectedSecret is not null,
        AdministratorForm = row.AdministratorForm,
        TokenEndpoint = row.TokenEndpoint,
        TokenClient = row.TokenClient,
        TokenScope = row.TokenScope,
        Access = (AccessRight?)row.Access,
        Scheme = (ExchangeScheme?)row.Scheme,
        TrustedAuthorities = row.TrustedAuthorities,
        Created = row.Created,
        LastUsed = row.LastUsed,
        Archived = row.Archived,
    };
}
