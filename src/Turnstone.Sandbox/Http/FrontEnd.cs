using System.IO.Enumeration;
using Microsoft.AspNetCore.Http;
using Turnstone.Sandbox.Access;
using Turnstone.Sandbox.Autodiscover;
using Turnstone.Sandbox.SignIn;

namespace Turnstone.Sandbox.Http;

/// <summary>
/// What IIS and the front end do before EWS sees a request, in their order: size filter, sign-in, length required, routing.
/// </summary>
internal sealed class FrontEnd(ExchangeServerOptions options, FrontDoor door, MailboxDirectory mailboxes, EwsService ews)
{
    private const long MaxAutodiscoverBytes = 256 * 1024;

    public async Task HandleAsync(HttpContext http)
    {
        // Request filtering comes first and looks at the announced length alone ([D] client-message-size-limits; 404.13 is IIS lore).
        if (http.Request.ContentLength > options.Limits.MaxRequestBytes)
        {
            ResponseHeaders.WriteServer(http);
            await RefuseSizeAsync(http, 404, IisPages.NotFound);
            return;
        }

        ResponseHeaders.Write(http, options.Time);
        var path = http.Request.Path;
        if (path.StartsWithSegments("/owa"))
        {
            await IisPages.WriteAsync(http, 200, IisPages.OwaSignIn);
            return;
        }

        if (path.Equals("/ews/healthcheck.htm", StringComparison.OrdinalIgnoreCase))
        {
            await IisPages.WriteAsync(http, 200, $"200 OK<br/>{ServerNames.FullHost}");
            return;
        }

        if (!path.StartsWithSegments("/ews", StringComparison.OrdinalIgnoreCase) && !path.StartsWithSegments("/autodiscover", StringComparison.OrdinalIgnoreCase))
        {
            await IisPages.WriteAsync(http, 404, IisPages.NotFound);
            return;
        }

        if (door.Admit(http) is { } account)
        {
            await RouteAsync(http, account);
        }
    }

    private async Task RouteAsync(HttpContext http, Account account)
    {
        var path = http.Request.Path.Value!.ToUpperInvariant();
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            await GetAsync(http, path);
        }
        else if (!HttpMethods.IsPost(http.Request.Method))
        {
            await IisPages.WriteAsync(http, 405, IisPages.MethodNotAllowed);
        }
        else if (http.Request.ContentLength is null)
        {
            // A POST without a length: 411 from IIS ([P]); the 401 came first ([R] evolution).
            http.Response.Headers.Connection = "close";
            await IisPages.WriteAsync(http, 411, IisPages.LengthRequired);
        }
        else if (path == "/EWS/EXCHANGE.ASMX" && (account.IsEwsBlocked || IsBlockedProgram(http)))
        {
            // "Blocked by policy or role: HTTP 403 without SOAP" ([I] PowerShell-EWS-Scripts#62).
            await IisPages.WriteAsync(http, 403, IisPages.Forbidden);
        }
        else if (path == "/EWS/EXCHANGE.ASMX" && http.Request.ContentLength > options.Limits.MaxBackEndRequestBytes)
        {
            await RefuseSizeAsync(http, 404, IisPages.NotFound);
        }
        else if (path == "/EWS/EXCHANGE.ASMX" && http.Request.ContentLength > options.Limits.MaxReceivedMessageBytes)
        {
            await RefuseSizeAsync(http, 413, IisPages.TooLarge);
        }
        else if (path == "/EWS/EXCHANGE.ASMX")
        {
            var own = account.SmtpAddress is { } address ? mailboxes.Find(address) : null;
            await ews.HandleAsync(http, new Caller(account, own));
        }
        else if (path == "/AUTODISCOVER/AUTODISCOVER.XML")
        {
            await AutodiscoverAsync(http, (body, self) => new PoxAutodiscover(self, Find, options.Time).Answer(body));
        }
        else if (path == "/AUTODISCOVER/AUTODISCOVER.SVC")
        {
            await AutodiscoverAsync(http, (body, self) => new SoapAutodiscover(self, Find).Answer(body));
        }
        else
        {
            await IisPages.WriteAsync(http, 404, IisPages.NotFound);
        }
    }

    private static Task RefuseSizeAsync(HttpContext http, int status, string page)
    {
        http.Response.Headers.Connection = "close";
        return IisPages.WriteAsync(http, status, page);
    }

    // EwsApplicationAccessPolicy EnforceBlockList: names of programs, * for any text ([D] Set-OrganizationConfig EwsBlockList).
    private bool IsBlockedProgram(HttpContext http) =>
        options.EwsBlockList.Any(name => FileSystemName.MatchesSimpleExpression(name, http.Request.Headers.UserAgent.ToString()));

    // A browser or a probing client that asks for the service itself is sent to its description.
    private static Task GetAsync(HttpContext http, string path)
    {
        switch (path)
        {
            case "/EWS/EXCHANGE.ASMX":
                http.Response.Headers.Location = "/EWS/Services.wsdl";
                return IisPages.WriteAsync(http, 302, IisPages.Moved);
            case "/EWS/SERVICES.WSDL":
                return IisPages.WriteAsync(http, 200, IisPages.Wsdl, "text/xml");
            default:
                return IisPages.WriteAsync(http, 404, IisPages.NotFound);
        }
    }

    private static async Task AutodiscoverAsync(HttpContext http, Func<ReadOnlyMemory<byte>, Uri, AutodiscoverAnswer> answerTo)
    {
        var body = new byte[Math.Min(http.Request.ContentLength!.Value, MaxAutodiscoverBytes)];
        var read = await http.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, http.RequestAborted);
        var self = new Uri($"{http.Request.Scheme}://{http.Request.Host}/EWS/Exchange.asmx");
        var answer = answerTo(body.AsMemory(0, read), self);
        http.Response.StatusCode = answer.StatusCode;
        http.Response.ContentType = answer.ContentType;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    private AutodiscoverUser? Find(string address) => mailboxes.Find(address) is { } mailbox
        ? new AutodiscoverUser(mailbox.DisplayName, mailbox.Address, $"/o=Sandbox/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={mailbox.Alias}")
        : null;
}
