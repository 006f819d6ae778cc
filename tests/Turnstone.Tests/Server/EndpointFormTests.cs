using Turnstone.Client.Endpoints;
using Turnstone.Server.Endpoints;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>The form of an endpoint: what it shows of one, sent as it is, changes nothing.</summary>
public sealed class EndpointFormTests
{
    private static readonly EndpointInfo[] Endpoints =
    [
        Imap("imaps://imap.old.example:993"),
        Imap("imap://imap.old.example:143"),
        Imap("imap://imap.old.example:1143?tls=none"),
        Imap("imaps://imap.old.example:143"),
        Imap("imaps://[::1]:993"),
        Imap("imaps://imap.old.example:993") with { HasSecret = true, SecretKind = CredentialKind.Password, Login = "master", AdministratorForm = "separator:%" },
        Imap("imaps://imap.old.example:993") with { HasSecret = true, SecretKind = CredentialKind.Password, Login = "master", AdministratorForm = "proxyauth" },
        Imap("imaps://imap.gmail.com:993") with { HasSecret = true, SecretKind = CredentialKind.ServiceAccountKey, TokenScope = "mail" },
        Imap("imaps://imap.old.example:993") with { HasSecret = true, SecretKind = CredentialKind.ClientSecret, TokenEndpoint = "https://id.example/token", TokenClient = "app", TokenScope = "mail" },
        Exchange() with { HasSecret = true, SecretKind = CredentialKind.Password, Login = "mover", Access = AccessRight.Impersonate, Scheme = ExchangeScheme.Ntlm },
        Exchange() with { HasSecret = true, SecretKind = CredentialKind.Token, Access = AccessRight.Delegate, Scheme = ExchangeScheme.Bearer },
        Exchange() with { TrustedAuthorities = "-----BEGIN CERTIFICATE-----" },
    ];

    [Fact]
    public void Form_SentAsItIs_ChangesNothing() => Assert.All(Endpoints, known =>
    {
        var draft = EndpointForm.Of(known).Draft(known.CustomerId, known.HasSecret);

        Assert.Equal((known.CustomerId, known.Kind, known.Name, known.Address), (draft.CustomerId, draft.Kind, draft.Name, draft.Address));
        Assert.Equal((known.Login, known.SecretKind, known.AdministratorForm), (draft.Login, draft.SecretKind, draft.AdministratorForm));
        Assert.Equal((known.TokenEndpoint, known.TokenClient, known.TokenScope), (draft.TokenEndpoint, draft.TokenClient, draft.TokenScope));
        Assert.Equal((known.Access, known.Scheme, known.TrustedAuthorities), (draft.Access, draft.Scheme, draft.TrustedAuthorities));
        Assert.Equal(known.HasSecret ? null : "", draft.Secret);
    });

    [Fact]
    public void AddressThatWasPasted_IsTakenAsItIs()
    {
        var form = EndpointForm.Of(EndpointType.Imap);
        form.Server = " imap://imap.old.example:1143 ";

        Assert.Equal("imap://imap.old.example:1143", form.Draft(Guid.Empty, hasSecret: false).Address);
    }

    [Fact]
    public void PortLeftBlank_IsTheUsualOne()
    {
        var form = EndpointForm.Of(EndpointType.Imap);
        form.Server = "imap.old.example";

        Assert.Equal("imaps://imap.old.example:993", form.Draft(Guid.Empty, hasSecret: false).Address);
        form.UsesSsl = false;
        Assert.Equal("imap://imap.old.example:143", form.Draft(Guid.Empty, hasSecret: false).Address);
    }

    private static EndpointInfo Imap(string address) => new()
    {
        Id = Guid.NewGuid(), CustomerId = Guid.NewGuid(), Name = "Old", Kind = EndpointType.Imap, Address = address, HasSecret = false, Created = DateTimeOffset.UnixEpoch,
    };

    private static EndpointInfo Exchange() => Imap("https://mail.new.example/EWS/Exchange.asmx") with { Name = "New", Kind = EndpointType.Exchange };
}
