using System.Net;
using System.Net.Http.Headers;
using Turnstone.Ews;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class HttpOddityTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Unauthorized_IsNotTriedAgain()
    {
        HttpResponseMessage answer = new(HttpStatusCode.Unauthorized) { Content = new StringContent("") };
        answer.Headers.WwwAuthenticate.Add(new AuthenticationHeaderValue("Negotiate"));
        answer.Headers.WwwAuthenticate.Add(new AuthenticationHeaderValue("NTLM"));
        CannedHandler server = new(() => answer);
        using EwsClient client = Clients.Over(server);

        EwsHttpException refused = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsHttpErrorKind.Unauthorized, (int?)401), (refused.Kind, refused.Facts.HttpStatus));
        Assert.Contains("Negotiate, NTLM", refused.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "", EwsHttpErrorKind.Forbidden)]
    [InlineData(HttpStatusCode.NotFound, "<html><title>404 - File or directory not found.</title></html>", EwsHttpErrorKind.NotFound)]
    [InlineData(HttpStatusCode.NotFound, "<!DOCTYPE html><html><h2>HTTP Error 404.13 - Not Found</h2></html>", EwsHttpErrorKind.RequestTooLarge)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, "", EwsHttpErrorKind.RequestTooLarge)]
    [InlineData(HttpStatusCode.BadRequest, "<HTML><title>Bad Request</title></HTML>", EwsHttpErrorKind.Other)]
    [InlineData(HttpStatusCode.BadGateway, "", EwsHttpErrorKind.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout, "", EwsHttpErrorKind.ServiceUnavailable)]
    [InlineData(HttpStatusCode.InternalServerError, "", EwsHttpErrorKind.Other)]
    [InlineData(HttpStatusCode.InternalServerError, "<html><title>Runtime Error</title></html>", EwsHttpErrorKind.Other)]
    [InlineData(HttpStatusCode.OK, "<html><form action=\"/owa/auth.owa\"><input type=\"password\"/></form></html>", EwsHttpErrorKind.LoginPage)]
    [InlineData((HttpStatusCode)440, "", EwsHttpErrorKind.LoginPage)]
    [InlineData(HttpStatusCode.OK, "\r\n<!doctype HTML><html><title>Parked</title></html>", EwsHttpErrorKind.WebPage)]
    [InlineData(HttpStatusCode.OK, "It works!", EwsHttpErrorKind.WebPage)]
    public async Task AnswerThatIsNotSoap_IsNamed(HttpStatusCode status, string page, EwsHttpErrorKind kind)
    {
        using EwsClient client = Clients.Answering(() => Answers.Html(page, status));

        EwsHttpException odd = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((kind, (int?)status, RequestProgress.Answered), (odd.Kind, odd.Facts.HttpStatus, odd.Progress));
    }

    [Fact]
    public async Task HtmlUnderAnXmlContentType_IsStillHtml()
    {
        using EwsClient client = Clients.Answering(() => Answers.Xml("<html><head><title>Sign &amp; in</title></head><a href='/owa/auth/logon.aspx'/></html>"));

        EwsHttpException page = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsHttpErrorKind.LoginPage, "Sign & in"), (page.Kind, page.PageTitle));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task LargeRequestAnsweredWithNothingUseful_IsTooLarge(HttpStatusCode status)
    {
        using EwsClient client = Clients.Answering(() => Answers.Html("<html></html>", status));

        EwsHttpException large = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(length: 1_000_000), None));

        Assert.Equal(EwsHttpErrorKind.RequestTooLarge, large.Kind);
    }

    [Fact]
    public async Task RetryAfter_IsRead()
    {
        using EwsClient client = Clients.Answering(() =>
        {
            HttpResponseMessage busy = Answers.Html("<html><h2>Service Unavailable</h2></html>", HttpStatusCode.ServiceUnavailable);
            busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(30));
            return busy;
        });

        EwsHttpException unavailable = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsHttpErrorKind.ServiceUnavailable, TimeSpan.FromSeconds(30)), (unavailable.Kind, unavailable.RetryAfter));
    }

    [Theory]
    [InlineData("https://mail.example.com/owa/auth/logon.aspx?url=x", EwsHttpErrorKind.LoginPage)]
    [InlineData("https://other.example.com/EWS/Exchange.asmx", EwsHttpErrorKind.Redirected)]
    public async Task Redirect_IsNamedAndNotFollowed(string location, EwsHttpErrorKind kind)
    {
        CannedHandler server = new(() => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri(location) } });
        using EwsClient client = Clients.Over(server);

        EwsHttpException redirected = await Assert.ThrowsAsync<EwsHttpException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((kind, new Uri(location)), (redirected.Kind, redirected.Location));
        Assert.Single(server.Requests);
    }
}
