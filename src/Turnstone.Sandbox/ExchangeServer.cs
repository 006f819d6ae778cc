using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Sandbox.Access;
using Turnstone.Sandbox.Http;
using Turnstone.Sandbox.Items;
using Turnstone.Sandbox.SignIn;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;
using Turnstone.Sandbox.Throttling;
using Turnstone.Sandbox.Tls;

namespace Turnstone.Sandbox;

/// <summary>
/// A stand-in for Exchange 2019 or SE (15.2, V2017_07_11): EWS at <c>/EWS/Exchange.asmx</c>, Autodiscover beside it. Disposing it
/// finishes the requests in flight and closes the store.
/// </summary>
public sealed class ExchangeServer : IAsyncDisposable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(3);

    private readonly WebApplication _host;
    private readonly IMailStore _store;
    private readonly ThrottlingBudgets _budgets;

    private ExchangeServer(WebApplication host, IMailStore store, ThrottlingBudgets budgets, Uri address, string? authority)
    {
        _host = host;
        _store = store;
        _budgets = budgets;
        EwsUrl = new Uri(address, "/EWS/Exchange.asmx");
        CertificateAuthorityPem = authority;
    }

    /// <summary>With the port really taken.</summary>
    public Uri EwsUrl { get; }

    /// <summary>What was asked of it so far, and how often that was too much.</summary>
    public ThrottlingCounts Throttling => _budgets.Counts;

    /// <summary>The authority clients must trust; null when the server speaks plain HTTP.</summary>
    public string? CertificateAuthorityPem { get; }

    /// <summary>Ready to serve when it returns.</summary>
    /// <exception cref="ArgumentException">Two mailboxes or accounts share an address or name.</exception>
    /// <exception cref="InvalidOperationException">A way to sign in is asked for that this machine cannot judge; the text says what is missing.</exception>
    /// <exception cref="IOException">The address cannot be listened on, or the data folder is in use or unreadable.</exception>
    public static async Task<ExchangeServer> StartAsync(ExchangeServerOptions options, CancellationToken cancellationToken)
    {
        WindowsAbility.Require(options.SignIn);
        var accounts = Accounts(options);
        var schema = options.SchemaFolder is null ? null : SchemaGate.Load(options.SchemaFolder);
        IMailStore store = options.DataFolder is { } folder && !options.IsMeasured
            ? new SqliteMailStore(folder)
            : new MemoryMailStore(options.IsMeasured ? ContentForm.Bytes : ContentForm.Properties);
        try
        {
            var mailboxes = Mailboxes(options, store);
            var budgets = new ThrottlingBudgets(options.Throttling, options.Time);
            var service = new EwsService(
                mailboxes, budgets, schema, options.Faults, options.Limits, options.IsMeasured, options.Time, options.Logging.CreateLogger(typeof(EwsService).FullName!));
            using var authority = options.Listen.Scheme == Uri.UriSchemeHttps ? CertificateAuthority.Create(options.Time) : null;
            var host = Build(options, authority, new FrontEnd(options, new FrontDoor(options, accounts), mailboxes, service));
            await host.StartAsync(cancellationToken);
            return new ExchangeServer(host, store, budgets, BoundAddress(host, options.Listen), authority?.ExportPem());
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var drain = new CancellationTokenSource(DrainTime);
        await _host.StopAsync(drain.Token);
        await _host.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static AccountDirectory Accounts(ExchangeServerOptions options)
    {
        var accounts = new AccountDirectory(options.Time, lockout: options.Lockout);
        var aliases = new HashSet<string>(options.ServiceAccounts.Select(account => Alias(account.Name)), StringComparer.OrdinalIgnoreCase);
        foreach (var service in options.ServiceAccounts)
        {
            accounts.Add(
                new Account
                {
                    Alias = Alias(service.Name),
                    UserPrincipalName = service.Name.Contains('@') ? service.Name : null,
                    HasFullAccess = service.HasFullAccess,
                    MayImpersonate = service.MayImpersonate,
                    IsDirectoryAdmin = service.IsDirectoryAdmin,
                    State = service.State,
                    IsEwsBlocked = service.IsEwsBlocked,
                },
                service.Password);
        }

        foreach (var mailbox in options.Mailboxes)
        {
            // In two domains the same local part may stand for two people; the later one signs in by address only.
            var alias = aliases.Add(Alias(mailbox.Address)) ? Alias(mailbox.Address) : mailbox.Address.Replace('@', '.');
            accounts.Add(new Account { Alias = alias, SmtpAddress = mailbox.Address }, mailbox.Password);
        }

        return accounts;
    }

    private static string Alias(string name) => name.Split('\\')[^1].Split('@')[0];

    private static MailboxDirectory Mailboxes(ExchangeServerOptions options, IMailStore store)
    {
        var languages = options.Mailboxes.ToDictionary(seed => seed.Address, seed => seed.Language, StringComparer.OrdinalIgnoreCase);
        var archives = options.Archives.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new MailboxDirectory(
            languages.Keys,
            address => new Mailbox(address, languages[address], store, options.Time, options.Quota, archives.Contains(address)) { MaxMessageBytes = options.Limits.MaxMailboxMessageBytes },
            new AccessRules(options.Access));
    }

    private static WebApplication Build(ExchangeServerOptions options, CertificateAuthority? authority, FrontEnd frontEnd)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(options.Logging);
        builder.WebHost.UseKestrelCore();
        if (authority is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(EndPoint(options.Listen), listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (authority is not null)
                {
                    listen.UseHttps(new HttpsConnectionAdapterOptions
                    {
                        ServerCertificate = ServerCertificates.Make(options.Certificate, authority, CertificateNames.Of(options.Listen), options.Time),
                    });
                }
            });
        });
        var host = builder.Build();
        host.Run(frontEnd.HandleAsync);
        return host;
    }

    private static IPEndPoint EndPoint(Uri listen) => IPAddress.TryParse(listen.Host.Trim('[', ']'), out var address)
        ? new IPEndPoint(address, listen.Port)
        : new IPEndPoint(listen.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any, listen.Port);

    private static Uri BoundAddress(WebApplication host, Uri listen)
    {
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new UriBuilder(listen) { Port = new Uri(addresses.First()).Port }.Uri;
    }
}
