using Turnstone.Ews;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class AutoSignInTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task NtlmIsOffered_IsChosenBeforeBasic()
    {
        NtlmDoorkeeper door = new(CreatedAsync);
        await using RawServer server = new(door.MeetAsync);
        using EwsClient client = ClientOf(server);

        await client.CreateItemAsync(Clients.CreateItem(), None);

        Assert.Equal(("NTLM", 1, 0), (client.SignInScheme, door.Tries, door.EarlyBytes));
    }

    [Fact]
    public async Task OnlyBasicIsOffered_IsUsedAndAskedAboutOnceARun()
    {
        List<string> heads = [];
        await using RawServer server = BasicServer(heads);
        EwsSignIns run = new();
        using EwsClient anna = ClientOf(server, run);
        using EwsClient ben = ClientOf(server, run);

        await anna.CreateItemAsync(Clients.CreateItem(), None);
        await ben.CreateItemAsync(Clients.CreateItem(), None);

        Assert.Equal("Basic", anna.SignInScheme);
        Assert.Equal(["GET", "POST", "POST"], heads.Select(head => head.Split(' ')[0]));
        Assert.DoesNotContain("Authorization", heads[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WWW-Authenticate: Bearer client_id=\"x\", authorization_uri=\"https://login.microsoftonline.com/\"\r\n", "(offered: Bearer)", "Only access tokens are taken")]
    [InlineData("WWW-Authenticate: Digest realm=\"x\"\r\n", "(offered: Digest)", "Choose another way")]
    [InlineData("", "(nothing is)", "take the WWW-Authenticate lines away")]
    public async Task NothingUsableIsOffered_IsSaidSo(string offers, string what, string remedy)
    {
        NtlmDoorkeeper door = new(CreatedAsync) { Offers = offers };
        await using RawServer server = new(door.MeetAsync);
        using EwsClient client = ClientOf(server);

        EwsHttpException refused = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsHttpErrorKind.Unauthorized, RequestProgress.NotSent), (refused.Kind, refused.Progress));
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://adfs.example.com/adfs/ls?wa=wsignin1.0", "AD FS")]
    [InlineData("https://login.microsoftonline.com/common/oauth2/authorize", "the cloud")]
    [InlineData("https://mail.example.com/owa/auth/logon.aspx", "Outlook on the web")]
    [InlineData("https://mail.example.com/owa/auth/expiredpassword.aspx?url=/owa/auth.owa", "password that has expired")]
    [InlineData("https://mail.example.com/my.policy", "gateway before Exchange")]
    [InlineData("https://mail.example.com/vpn/index.html", "gateway before Exchange")]
    [InlineData("/CookieAuth.dll?GetLogon?curl=Z2FEWSZ2F", "gateway before Exchange")]
    [InlineData("https://mail.example.com/dana-na/auth/url_default/welcome.cgi", "gateway before Exchange")]
    [InlineData("https://mail.example.com/+CSCOE+/portal.html", "gateway before Exchange")]
    [InlineData("https://example.okta.com/app/exchange/sso/saml?SAMLRequest=x", "single sign-on")]
    [InlineData("https://sso.example.com/realms/x/protocol/openid-connect/auth?client_id=owa", "single sign-on")]
    [InlineData("https://example.cloudflareaccess.com/cdn-cgi/access", "single sign-on")]
    public async Task RedirectToASignInPage_NamesWhoseItIs(string location, string whose)
    {
        await using RawServer server = new(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.AnswerAsync("", "302 Found", $"Location: {location}\r\n");
        });
        using EwsClient client = ClientOf(server);

        EwsHttpException page = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal(EwsHttpErrorKind.LoginPage, page.Kind);
        Assert.Contains(whose, page.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Enter the verification code we sent you", "second factor")]
    [InlineData("<script>location='https://login.microsoftonline.com/common'</script>", "the cloud")]
    [InlineData("<form action='/adfs/ls/' method='post'>", "AD FS")]
    [InlineData("<form action='https://idp.example'><input name='SAMLRequest'/></form>", "single sign-on")]
    [InlineData("<form action='/owa/auth.owa'><input type='password'/></form>", "Outlook on the web")]
    public async Task PageThatSignsPeopleIn_NamesWhoseItIs(string content, string whose)
    {
        await using RawServer server = new(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.AnswerAsync($"<!DOCTYPE html><html><title>Contoso</title>{content}</html>");
        });
        using EwsClient client = ClientOf(server);

        EwsHttpException page = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal(EwsHttpErrorKind.LoginPage, page.Kind);
        Assert.Contains(whose, page.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedToken_IsTriedOnceAndTellsTheServersReason()
    {
        List<string> heads = [];
        await using RawServer server = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is var (head, _))
            {
                heads.Add(head);
                await connection.AnswerAsync("", "401 Unauthorized", "WWW-Authenticate: Bearer\r\nx-ms-diagnostics: 2000001;reason=\"The token has expired.\";error_category=\"invalid_lifetime\"\r\n");
            }
        });
        using EwsClient client = new(Clients.Options with { Url = server.Url, Credential = new EwsCredential.Bearer(new EwsPassword("secret.token")) });

        EwsHttpException refused = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));
        await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Contains("Authorization: Bearer secret.token\r\n", Assert.Single(heads), StringComparison.Ordinal);
        Assert.Contains("The token has expired", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret.token", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TokenWithALineEnd_IsRefusedBeforeItBecomesAHeader()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(
            () => new EwsClient(Clients.Options with { Credential = new EwsCredential.Bearer(new EwsPassword("a\r\nX-Evil: 1")) }));

        Assert.DoesNotContain("Evil", refused.Message, StringComparison.Ordinal);
    }

    private static RawServer BasicServer(List<string> heads) => new(async connection =>
    {
        while (await connection.ReadHeadAsync() is { } head)
        {
            heads.Add(head);
            if (head.StartsWith("GET", StringComparison.Ordinal))
            {
                await connection.AnswerAsync("", "401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n");
                continue;
            }

            await connection.ReadBodyAsync(RawConnection.ContentLength(head));
            await connection.AnswerAsync(Answers.Responses("CreateItem", Answers.Created("x")));
        }
    });

    private static async Task<bool> CreatedAsync(RawConnection connection, string head, byte[] body)
    {
        await connection.AnswerAsync(Answers.Responses("CreateItem", Answers.Created("x")));
        return true;
    }

    private static EwsClient ClientOf(RawServer server, EwsSignIns? run = null) => new(Clients.Options with
    {
        Url = server.Url,
        Credential = new EwsCredential.Auto("EXAMPLE\\svc", new EwsPassword("pässword:1")),
        SignIns = run,
    });
}
