using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Mailboxes;
using Turnstone.Testing.Conformance;
using Xunit;

namespace Turnstone.EndToEnd.Exchange;

/// <summary>The promises of a destination, kept by our Exchange mailbox on the stand-in, whoever signs in.</summary>
public abstract class ExchangeDestinationConformance(DestinationConformanceFixture exchange, ExchangeAccess access)
    : DestinationMailboxConformance, IClassFixture<DestinationConformanceFixture>
{
    protected override Task<IDestinationMailbox> CreateAsync()
    {
        var mailbox = exchange.Take();
        var isOwner = access == ExchangeAccess.Owner;
        return Task.FromResult<IDestinationMailbox>(new ExchangeDestinationMailbox(
            new ExchangeDestinationOptions
            {
                Endpoint = ExchangeEndpoint.Parse(exchange.Server.EwsUrl.AbsoluteUri),
                Login = isOwner ? mailbox.Address : DestinationConformanceFixture.Service.Name,
                Password = new Secret(isOwner ? mailbox.Password : DestinationConformanceFixture.Service.Password),
                Mailbox = SmtpAddress.Parse(mailbox.Address),
                Access = access,
                TrustedAuthorities = [exchange.Authority],
            },
            TimeProvider.System));
    }
}

/// <summary>By FullAccess.</summary>
public sealed class DelegateConformanceTests(DestinationConformanceFixture exchange) : ExchangeDestinationConformance(exchange, ExchangeAccess.Delegate);

/// <summary>By impersonation.</summary>
public sealed class ImpersonationConformanceTests(DestinationConformanceFixture exchange) : ExchangeDestinationConformance(exchange, ExchangeAccess.Impersonate);

/// <summary>By the owner.</summary>
public sealed class OwnerConformanceTests(DestinationConformanceFixture exchange) : ExchangeDestinationConformance(exchange, ExchangeAccess.Owner);
