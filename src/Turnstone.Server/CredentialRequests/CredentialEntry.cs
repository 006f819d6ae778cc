using Turnstone.Connectors;

namespace Turnstone.Server.CredentialRequests;

/// <summary>What somebody entered for one side.</summary>
/// <param name="Login">The user name.</param>
/// <param name="Password">The password.</param>
internal sealed record CredentialEntry(string Login, Secret Password);
