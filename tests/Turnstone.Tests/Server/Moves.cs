using Turnstone.Client.Customers;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Projects;

namespace Turnstone.Tests.Server;

/// <summary>Short forms for what a move is made of.</summary>
internal static class Moves
{
    public static EndpointDraft Source(Guid customer, string address = "imaps://mail.old.example") =>
        new() { CustomerId = customer, Name = "Old", Kind = EndpointType.Imap, Address = address };

    public static EndpointDraft Destination(Guid customer, string address = "https://mail.new.example/owa") =>
        new() { CustomerId = customer, Name = "New", Kind = EndpointType.Exchange, Address = address, Login = "mover@new.example", Secret = "Winter-2026" };

    public static MailboxDraft Mailbox(string name) => new() { SourceAddress = $"{name}@old.example", DestinationAddress = $"{name}@new.example" };

    public static async Task<Guid> AddCustomerAsync(this HttpClient client, string domain = "new.example") =>
        (await client.SendAsync(HttpMethod.Post, "customers", new CustomerDraft { CompanyName = domain, PrimaryDomain = domain }).ReadAsync<CustomerInfo>()).Id;

    public static Task<EndpointInfo> AddAsync(this HttpClient client, EndpointDraft draft) => client.SendAsync(HttpMethod.Post, "endpoints", draft).ReadAsync<EndpointInfo>();

    public static Task<ProjectInfo> AddAsync(this HttpClient client, ProjectDraft draft) => client.SendAsync(HttpMethod.Post, "projects", draft).ReadAsync<ProjectInfo>();

    public static Task<MailboxInfo> AddAsync(this HttpClient client, Guid project, MailboxDraft draft) =>
        client.SendAsync(HttpMethod.Post, $"projects/{project}/mailboxes", draft).ReadAsync<MailboxInfo>();

    /// <summary>A project of a new customer, without endpoints.</summary>
    public static async Task<ProjectInfo> AddProjectAsync(this HttpClient client, string name = "Move", string domain = "new.example") =>
        await client.AddAsync(new ProjectDraft { CustomerId = await client.AddCustomerAsync(domain), Name = name, Region = "here" });
}
