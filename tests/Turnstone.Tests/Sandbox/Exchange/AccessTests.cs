using System.Net;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Access;
using Turnstone.Sandbox.SignIn;
using Xunit;
using static Turnstone.Tests.Sandbox.Exchange.TestExchange;

namespace Turnstone.Tests.Sandbox.Exchange;

public class AccessTests
{
    [Fact]
    public async Task WithoutSignIn_OnlyWorkingSchemesAreOffered()
    {
        await using var exchange = await StartAsync();
        using var request = exchange.Request(null);
        request.Content = new StringContent("<x/>");

        var reply = await exchange.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.Equal("Basic realm=\"127.0.0.1\"", reply.Headers.WwwAuthenticate.ToString());
        Assert.Equal(0, reply.ContentHeaders.ContentLength);
        Assert.Contains(reply.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("exchangecookie=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("anna@new.example")]
    [InlineData("ANNA")]
    [InlineData("SANDBOX\\anna")]
    public async Task Owner_SignsInByAnyOfTheirNames(string name)
    {
        await using var exchange = await StartAsync();

        var reply = await exchange.CallAsync(GetFolder(Well("inbox")), name);

        Assert.Equal(["NoError"], reply.Codes);
    }

    [Fact]
    public async Task TooManyBadTries_LockTheAccountForTheRightPasswordToo()
    {
        await using var exchange = await StartAsync(Options with { Lockout = new LockoutPolicy { Threshold = 2 } });
        var body = Envelope(GetFolder(Well("inbox")));

        await exchange.SendAsync(body, Anna, "wrong");
        await exchange.SendAsync(body, Anna, "wrong");
        var locked = await exchange.SendAsync(body);
        var neighbour = await exchange.SendAsync(body, Bob);

        Assert.Equal(HttpStatusCode.Unauthorized, locked.Status);
        Assert.Equal(HttpStatusCode.OK, neighbour.Status);
    }

    [Fact]
    public async Task Owner_ReachesNobodyElse()
    {
        await using var exchange = await StartAsync();
        var bobs = (await exchange.CallAsync(GetFolder(Well("inbox")), Bob)).Id("FolderId");

        var byName = await exchange.CallAsync(GetFolder(Well("inbox", Bob)));
        var byId = await exchange.CallAsync(GetFolder($"<t:FolderId Id=\"{bobs}\"/>"));
        var asBob = await exchange.CallAsync(GetFolder(Well("inbox")), header: Impersonate(Bob));

        Assert.Equal(["ErrorAccessDenied"], byName.Codes);
        Assert.Equal(["ErrorAccessDenied"], byId.Codes);
        Assert.Equal(["ErrorImpersonateUserDenied"], asBob.Codes);
        Assert.Equal(HttpStatusCode.InternalServerError, asBob.Status);
    }

    [Fact]
    public async Task ServiceAccount_NamesTheMailboxOrImpersonates()
    {
        await using var exchange = await StartAsync();

        var nameless = await exchange.CallAsync(GetFolder(Well("inbox")), Service);
        var delegated = await exchange.CallAsync(GetFolder(Well("inbox", Anna)), Service);
        var impersonated = await exchange.CallAsync(GetFolder(Well("inbox")), Service, header: Impersonate(Anna));

        Assert.Equal(["ErrorMissingEmailAddress"], nameless.Codes);
        Assert.Equal("Posteingang", delegated.Value("DisplayName"));
        Assert.Equal("Posteingang", impersonated.Value("DisplayName"));
    }

    [Fact]
    public async Task UnknownMailbox_IsSaidByItemOrByFault()
    {
        await using var exchange = await StartAsync();

        var delegated = await exchange.CallAsync(GetFolder(Well("inbox", "nobody@new.example")), Service);
        var impersonated = await exchange.CallAsync(GetFolder(Well("inbox")), Service, header: Impersonate("nobody@new.example"));

        Assert.Equal(["ErrorNonExistentMailbox"], delegated.Codes);
        Assert.Equal(HttpStatusCode.OK, delegated.Status);
        Assert.Equal(["ErrorNonExistentMailbox"], impersonated.Codes);
        Assert.Equal(HttpStatusCode.InternalServerError, impersonated.Status);
    }

    [Fact]
    public async Task ExplicitDenial_OutweighsEveryGrant()
    {
        await using var exchange = await StartAsync(Options with
        {
            Access = [new AccessRule(Service, Anna, AccessKind.FullAccess, IsDenied: true), new AccessRule(Service, Anna, AccessKind.Impersonation, IsDenied: true)],
        });

        var denied = await exchange.CallAsync(GetFolder(Well("inbox", Anna)), Service);
        var impersonated = await exchange.CallAsync(GetFolder(Well("inbox")), Service, header: Impersonate(Anna));
        var other = await exchange.CallAsync(GetFolder(Well("inbox", Bob)), Service);

        Assert.Equal(["ErrorAccessDenied"], denied.Codes);
        Assert.Equal(["ErrorImpersonateUserDenied"], impersonated.Codes);
        Assert.Equal(["NoError"], other.Codes);
    }

    [Fact]
    public async Task DirectoryAdministrator_IsDeniedWhateverWasGranted()
    {
        await using var exchange = await StartAsync(Options with { ServiceAccounts = [new ServiceAccount(Service, "secret") { IsDirectoryAdmin = true }] });

        var reply = await exchange.CallAsync(GetFolder(Well("inbox", Anna)), Service);

        Assert.Equal(["ErrorAccessDenied"], reply.Codes);
    }
}
