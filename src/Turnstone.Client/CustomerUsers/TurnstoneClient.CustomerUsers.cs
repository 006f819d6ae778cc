using System.Net.Http.Headers;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Lists a customer's people by address; <paramref name="search"/> is part of the address or of a name.</summary>
    public Task<Paged<CustomerUserInfo>> ListCustomerUsersAsync(
        Guid customer, string? search = null, LicenceState? licence = null, int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ReadAsync<Paged<CustomerUserInfo>>(
            HttpMethod.Get, With($"customers/{customer}/users", ("search", search), ("licence", licence), ("skip", skip), ("take", take)), null, cancellationToken);

    /// <summary>Shows a person.</summary>
    public Task<CustomerUserInfo> GetCustomerUserAsync(Guid user, CancellationToken cancellationToken = default) =>
        ReadAsync<CustomerUserInfo>(HttpMethod.Get, $"customer-users/{user}", null, cancellationToken);

    /// <summary>Adds a person to a customer.</summary>
    public Task<CustomerUserInfo> AddCustomerUserAsync(Guid customer, CustomerUserDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<CustomerUserInfo>($"customers/{customer}/users", draft, cancellationToken);

    /// <summary>Adds the people of a list: all of them, or none and every fault at once.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="list">The list as CSV, UTF-8; read to its end and not disposed.</param>
    /// <param name="dryRun">Whether it is only looked at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<CustomerUserImportInfo> ImportCustomerUsersAsync(Guid customer, Stream list, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        var body = new StreamContent(list) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        return OnceAsync<CustomerUserImportInfo>(With($"customers/{customer}/users/import", ("dryRun", dryRun)), body, cancellationToken);
    }

    /// <summary>Makes a person what the draft says; what is theirs follows a change of address.</summary>
    public Task<CustomerUserInfo> ChangeCustomerUserAsync(Guid user, CustomerUserDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<CustomerUserInfo>(HttpMethod.Put, $"customer-users/{user}", draft, cancellationToken);

    /// <summary>Removes a person; their mailboxes stay.</summary>
    public Task DeleteCustomerUserAsync(Guid user, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"customer-users/{user}", null, cancellationToken);

    /// <summary>Adds the mailboxes of people of its customer to a project.</summary>
    public Task<MailboxesFromUsersInfo> AddMailboxesFromUsersAsync(Guid project, MailboxesFromUsersDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<MailboxesFromUsersInfo>($"projects/{project}/mailboxes/from-users", draft, cancellationToken);
}
