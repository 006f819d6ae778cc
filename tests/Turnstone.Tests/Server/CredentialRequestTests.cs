using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.CredentialRequests;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Projects;
using Turnstone.Server;
using Turnstone.Testing.Mail;
using Turnstone.Tests.Connectors;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class CredentialRequestTests : CredentialRequestConformance
{
    [Theory]
    [InlineData("http://msp.example/", false)]
    [InlineData("https://msp.example/", true)]
    [InlineData("http://127.0.0.1:8080/", true)]
    public async Task ServerThatPeopleReachWithoutTls_AsksNobody(string address, bool asks)
    {
        await using var listener = new SmtpListener();
        await using var world = await ServerWorld.StartAsync(mail: listener, arrange: services => services.AddSingleton(
            (ServerSettings)services.Last(service => service.ServiceType == typeof(ServerSettings)).ImplementationInstance! with { PublicAddress = new Uri(address) }));
        var client = await world.SignedInAsync(await world.AddWorkgroupAsync());
        var project = await client.AddProjectAsync();
        await client.AddAsync(project.Id, Moves.Mailbox("anna"));

        var asking = client.SendAsync(HttpMethod.Post, $"projects/{project.Id}/credential-requests", new CredentialRequestDraft { Filter = new MailboxFilter(), Source = true });

        if (asks)
        {
            await asking.ReadAsync<CredentialsAskedInfo>();
        }
        else
        {
            await asking.AssertRefusedAsync(HttpStatusCode.Conflict, "credentials/not-secure");
        }
    }

    [Theory]
    [InlineData("anna@new.example", "Sommer-2026", HttpStatusCode.OK)]
    [InlineData("anna@new.example", "wrong", HttpStatusCode.UnprocessableEntity)]
    public async Task CredentialsForExchange_AreTriedThere(string login, string password, HttpStatusCode status)
    {
        await using var exchange = await ExchangeWorld.StartAsync();
        await using var listener = new SmtpListener();
        await using var world = await ServerWorld.StartAsync(mail: listener);
        var client = await world.SignedInAsync(await world.AddWorkgroupAsync());
        var customer = await client.AddCustomerAsync();
        var destination = await client.AddAsync(Moves.Destination(customer, exchange.Url.AbsoluteUri) with { Login = null, Secret = null });
        var project = await client.AddAsync(new ProjectDraft { CustomerId = customer, Name = "Move", Region = "here", DestinationId = destination.Id });
        await client.AddAsync(project.Id, new MailboxDraft { SourceAddress = "anna@old.example", DestinationAddress = ExchangeWorld.Anna.Value });
        await client.SendAsync(HttpMethod.Post, $"projects/{project.Id}/credential-requests", new CredentialRequestDraft { Filter = new MailboxFilter(), Destination = true }).ReadAsync<CredentialsAskedInfo>();
        await world.SendMailsAsync();
        var code = (await listener.NextAsync(TestContext.Current.CancellationToken)).Code;

        using var answer = await world.Stranger().PostAsync(
            "/credentials",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = code, ["destination-login"] = login, ["destination-password"] = password }),
            TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }
}
