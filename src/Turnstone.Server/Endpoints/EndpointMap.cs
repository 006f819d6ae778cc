using Turnstone.Client.Endpoints;
using Turnstone.Engine.Checks;
using Turnstone.Server.Checks;
using Turnstone.Storage.Endpoints;

namespace Turnstone.Server.Endpoints;

/// <summary>Rows of endpoints as the contract writes them. In memory: rows keep words, which a query does not turn into the contract's.</summary>
internal static class EndpointMap
{
    /// <summary>An endpoint, and what its last test came to.</summary>
    public static EndpointInfo InfoOf(Endpoint row, LastTestInfo? lastTest) => new()
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
        LastTest = lastTest,
    };

    /// <summary>What a test of an endpoint found.</summary>
    public static EndpointTestInfo InfoOf(Endpoint row, IReadOnlyList<TestStep> steps)
    {
        var failed = steps.FirstOrDefault(step => step.Outcome == TestOutcome.Failed);
        return new EndpointTestInfo
        {
            EndpointId = row.Id, Name = row.Name, IsFine = failed is null, Fault = failed is null ? "" : $"{failed.Name}: {failed.Detail} {failed.Remedy}".TrimEnd(),
            Steps = [.. steps.Select(CheckSteps.InfoOf)],
        };
    }
}
