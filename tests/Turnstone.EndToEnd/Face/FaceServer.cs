using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Turnstone.Client;
using Turnstone.Client.Customers;
using Turnstone.Client.People;
using Turnstone.Server;
using Turnstone.Server.Licences;
using Turnstone.Server.Orders;
using Turnstone.Server.Setup;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.EndToEnd.Face;

/// <summary>A server with its gallery at a port of its own, set up, with one Administrator.</summary>
public class FaceServer : IAsyncLifetime
{
    public const string Email = "anna@msp.example";
    public const string Password = "correct horse battery";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-face-");
    private WebApplication? _server;
    private SmtpListener? _mail;

    /// <summary>Where it serves.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Where cards are charged; null where none is taken.</summary>
    protected virtual StripeSettings? Cards => null;

    /// <summary>What it is made of.</summary>
    public IServiceProvider Services => _server!.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The code of the next link that is mailed to somebody; whatever comes for others or says something else is passed over.</summary>
    public async Task<string> CodeMailedToAsync(string email)
    {
        while (true)
        {
            var mail = await _mail!.NextAsync(Cancel);
            if (mail.Recipients.Contains(email) && mail.Code is { Length: > 0 } code)
            {
                return code;
            }
        }
    }

    public async ValueTask InitializeAsync()
    {
        _mail = new SmtpListener();
        var settings = new ServerSettings
        {
            DataDirectory = _folder.FullName,
            Urls = ["http://127.0.0.1:0"],
            RunsPasses = false,
            ServesGallery = true,
            Smtp = new() { Host = "127.0.0.1", Port = _mail.Port, Security = Server.Mail.SmtpSecurity.None, Sender = "Turnstone <turnstone@msp.example>" },
            Licensing = new LicensingSettings { UnitPrice = new Money(1200, "EUR"), WireDetails = "IBAN DE00 1234", Stripe = Cards },
        };
        _server = await TurnstoneServer.PrepareAsync(settings, TimeProvider.System, builder => builder.Logging.ClearProviders(), Cancel);
        await _server.StartAsync(Cancel);
        Address = _server.Urls.First();
        var link = (await FirstStart.SetupLinkAsync(_server, Cancel))!;
        using var client = new TurnstoneClient(new Uri(Address));
        await client.SetUpAsync(new SetupDraft { Code = System.Web.HttpUtility.ParseQueryString(link.Query)["code"]!, Workgroup = "Northwind Moves", Name = "Anna Berg", Email = Email, Password = Password }, Cancel);
    }

    /// <summary>Signs a browser in, past the page for it.</summary>
    public static async Task SignInAsync(IBrowserContext context, string email = Email)
    {
        var answer = await context.APIRequest.PostAsync("api/v1/session", new APIRequestContextOptions { DataObject = new { email, password = Password } });
        Assert.True(answer.Ok, await answer.TextAsync());
    }

    /// <summary>A client that is signed in; the caller disposes it.</summary>
    public async Task<TurnstoneClient> ClientAsync()
    {
        var client = new TurnstoneClient(new Uri(Address));
        await client.SignInAsync(new SignInDraft { Email = Email, Password = Password }, Cancel);
        return client;
    }

    /// <summary>Adds a customer.</summary>
    public async Task<Guid> AddCustomerAsync(string company, string domain)
    {
        using var client = await ClientAsync();
        return (await client.AddCustomerAsync(new CustomerDraft { CompanyName = company, PrimaryDomain = domain }, Cancel)).Id;
    }

    /// <summary>The rows of its workgroup, to be written as the processes that run passes write them. The caller disposes them.</summary>
    public async Task<PlaneContext> RowsAsync()
    {
        using var client = await ClientAsync();
        return _server!.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.Of((await client.GetSessionAsync(Cancel)).WorkgroupId));
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_server is not null)
        {
            await _server.StopAsync(CancellationToken.None);
            await _server.DisposeAsync();
        }

        if (_mail is not null)
        {
            await _mail.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
