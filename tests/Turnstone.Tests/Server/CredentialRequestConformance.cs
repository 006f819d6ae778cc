using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.CredentialRequests;
using Turnstone.Client.Customers;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Notices;
using Turnstone.Client.Projects;
using Turnstone.Server.Security;
using Turnstone.Testing.Imap;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Users of mailboxes who are asked for their credentials, and what they do with the link, on any database.</summary>
public abstract class CredentialRequestConformance : IAsyncLifetime
{
    private const string Password = "Winter-2026";

    private readonly SmtpListener _listener = new();
    private ScriptedImapServer _imap = ScriptedImapServer.Play("");
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private ProjectInfo _project = null!;
    private Guid _anna;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The connection string of a database of its own; null for the embedded one.</summary>
    protected virtual Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync(mail: _listener, postgres: await DatabaseAsync());
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync("Moves & More"));
        var customer = (await _client.SendAsync(HttpMethod.Post, "customers", new CustomerDraft { CompanyName = "Ham <b>& Eggs\"</b>", PrimaryDomain = "new.example" }).ReadAsync<CustomerInfo>()).Id;
        var source = await _client.AddAsync(Moves.Source(customer, $"imap://127.0.0.1:{_imap.Port}"));
        _project = await _client.AddAsync(new ProjectDraft { CustomerId = customer, Name = "Move", Region = "here", SourceId = source.Id });
        _anna = (await _client.AddAsync(_project.Id, Moves.Mailbox("anna"))).Id;
        await _client.AddAsync(_project.Id, Moves.Mailbox("bert"));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_world is not null)
        {
            await _world.DisposeAsync();
        }

        await _listener.DisposeAsync();
        await _imap.DisposeAsync();
    }

    [Fact]
    public async Task UserWhoIsAsked_SeesWhoAsksForWhat_AndWhatTheyGiveIsStoredEncrypted()
    {
        var asked = await AskAsync(new CredentialRequestDraft { Filter = new MailboxFilter(), Source = true });
        Assert.Equal(new CredentialsAskedInfo(2, 2), asked);
        var mail = (await ReceivedAsync()).Single(mail => mail.Recipients[0] == "anna@old.example");
        Assert.Equal("ACTION REQUIRED: your mailbox anna@old.example is moving", mail.Message.Subject);
        Assert.Contains($"{ServerWorld.Address}/credentials?code={mail.Code}", mail.Text, StringComparison.Ordinal);
        Assert.Contains("the user name and password of your present mailbox are needed", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=", mail.Html, StringComparison.Ordinal);
        Assert.Equal(CredentialRequestState.Asked, (await MailboxAsync()).CredentialRequest!.State);

        var (_, form) = await OpenAsync(mail.Code);
        Assert.Equal(CredentialRequestState.Opened, (await MailboxAsync()).CredentialRequest!.State);
        foreach (var told in new[] { "The Administrator", "Moves &amp; More", "Ham &lt;b&gt;&amp; Eggs&quot;&lt;/b&gt;", "anna@old.example", "anna@new.example", "127.0.0.1" })
        {
            Assert.Contains(told, form, StringComparison.Ordinal);
        }

        var (status, thanks) = await GiveAsync(mail.Code, "anna.b", Password);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Thank you", thanks, StringComparison.Ordinal);
        var mailbox = await MailboxAsync();
        Assert.Equal(("anna.b", true, false), (mailbox.SourceLogin, mailbox.HasSourceSecret, mailbox.HasDestinationSecret));
        Assert.Equal((CredentialRequestState.Given, true), (mailbox.CredentialRequest!.State, mailbox.CredentialRequest.WasAccepted));
        await using var rows = _world.Rows();
        var row = await rows.Mailboxes.SingleAsync(row => row.Id == _anna, Cancel);
        Assert.DoesNotContain(Password, row.ProtectedSourceSecret!, StringComparison.Ordinal);
        Assert.Equal(Password, _world.Services.GetRequiredService<Secrets>().Reveal(SecretKind.MailboxSource, row.ProtectedSourceSecret!)!.Reveal());
        var log = string.Join('\n', (await rows.Actions.ToListAsync(Cancel)).Select(line => $"{line.Kind} {line.Subject} {line.Action} {line.Details}"));
        Assert.Contains("Project Move credentials asked 2 mailboxes: source", log, StringComparison.Ordinal);
        Assert.Contains("Mailbox anna@old.example credentials given For the source", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, log, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Code, log, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Code, string.Join(' ', (await rows.CredentialRequests.ToListAsync(Cancel)).Select(request => request.Hash)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LinksThatDoNotWork_AreAllToldTheSame()
    {
        var used = await LinkAsync();
        await GiveAsync(used, "anna", Password);
        var replaced = await LinkAsync();
        var withdrawn = await LinkAsync();
        Assert.Equal(1, (await _client.SendAsync(HttpMethod.Post, Path("/withdraw"), new MailboxSelection { Ids = [_anna] }).ReadAsync<BulkInfo>()).Count);
        var expired = await LinkAsync(days: 1);
        _world.Time.Advance(TimeSpan.FromDays(1));
        var unknown = SecretCode.Create();

        var answers = new List<(HttpStatusCode, string)>();
        foreach (var code in new[] { used, replaced, withdrawn, expired, unknown, "", "x" })
        {
            answers.Add(await OpenAsync(code));
            answers.Add(await GiveAsync(code, "anna", Password));
            answers.Add(await GiveAsync(code, "", ""));
        }

        Assert.Equal(HttpStatusCode.NotFound, Assert.Single(answers.Distinct()).Item1);
        _client = await _world.SignedInAsync(await WorkgroupAsync());
        Assert.Equal("expired withdrawn withdrawn given", string.Join(' ', (await ListAsync("")).Select(request => request.State.ToString().ToLowerInvariant())));
        Assert.Single(await ListAsync("?state=expired"));
        Assert.Equal(2, (await ListAsync("?state=withdrawn&search=ANNA")).Count);
        Assert.Empty(await ListAsync("?state=asked"));
    }

    [Fact]
    public async Task PasswordThatTheServerRefuses_IsNotKept_AndFiveOfThemEndTheLink()
    {
        await RefuseAsync();
        var code = await LinkAsync();

        for (var left = 4; left > 0; left--)
        {
            var (status, form) = await GiveAsync(code, "anna.b", Password);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
            Assert.Contains("did not accept", form, StringComparison.Ordinal);
            Assert.Contains(left == 1 ? "once more" : $"{left} more times", form, StringComparison.Ordinal);
            Assert.Contains("value=\"anna.b\"", form, StringComparison.Ordinal);
            Assert.DoesNotContain(Password, form, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await GiveAsync(code, "anna.b", Password)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(code)).Status);
        Assert.Equal(5, _imap.SignIns);
        var mailbox = await MailboxAsync();
        Assert.Equal((null, false, CredentialRequestState.Expired, 5), (mailbox.SourceLogin, mailbox.HasSourceSecret, mailbox.CredentialRequest!.State, mailbox.CredentialRequest.Tries));
        await using var rows = _world.Rows();
        Assert.True(await rows.Actions.AnyAsync(line => line.Action == "credentials not given", Cancel));
    }

    [Fact]
    public async Task ManyTriesAtOnce_AreNoMoreThanFive()
    {
        await RefuseAsync();
        var code = await LinkAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => GiveAsync(code, "anna", Password), Cancel)));

        Assert.InRange(_imap.SignIns, 1, 5);
    }

    [Fact]
    public async Task OfTwoWhoGiveAtOnce_OneIsThanked()
    {
        var code = await LinkAsync(tries: false);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() => GiveAsync(code, $"anna{number}", Password), Cancel)));

        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task ServerThatIsOutOfReach_KeepsNobodyFromGiving()
    {
        await _imap.DisposeAsync();
        _imap = ScriptedImapServer.Play("");
        var code = await LinkAsync();

        Assert.Equal(HttpStatusCode.OK, (await GiveAsync(code, "anna", Password)).Status);

        Assert.Equal((CredentialRequestState.Given, false), ((await MailboxAsync()).CredentialRequest!.State, (await MailboxAsync()).CredentialRequest!.WasAccepted));
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("anna", "")]
    public async Task WhatIsLeftBlank_ComesBack_AndIsNoTry(string login, string password)
    {
        var code = await LinkAsync();

        var (status, form) = await GiveAsync(code, login, password);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("This field cannot be left blank.", form, StringComparison.Ordinal);
        Assert.Equal((0, 0), ((await MailboxAsync()).CredentialRequest!.Tries, _imap.SignIns));
    }

    [Fact]
    public async Task Page_LoadsNothing_RunsNothing_AndSaysSo()
    {
        var code = await LinkAsync();
        using var answer = await _world.Stranger().GetAsync($"/credentials?code={code}", Cancel);
        var html = await answer.Content.ReadAsStringAsync(Cancel);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'self'; frame-ancestors 'none'", policy);
        Assert.Equal("no-store", Assert.Single(answer.Headers.GetValues("Cache-Control")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("://", html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.Equal(html.Split("<label for=").Length, html.Split("<input id=").Length);
    }

    [Fact]
    public async Task BothSides_AreAskedForAndStored()
    {
        var code = await LinkAsync(destination: true);
        var (_, form) = await OpenAsync(code);
        Assert.Contains("Your new mailbox", form, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await GiveAsync(code, "anna", Password)).Status);
        Assert.Equal(HttpStatusCode.OK, (await GiveAsync(code, "anna", Password, "NEW\\anna", "other")).Status);

        var mailbox = await MailboxAsync();
        Assert.Equal(("anna", true, "NEW\\anna", true), (mailbox.SourceLogin, mailbox.HasSourceSecret, mailbox.DestinationLogin, mailbox.HasDestinationSecret));
        Assert.False(mailbox.CredentialRequest!.WasAccepted);
    }

    [Fact]
    public async Task WhoDoesNotAnswer_IsRemindedTwice_WithANewLink()
    {
        var first = await LinkAsync();
        _world.Time.Advance(TimeSpan.FromHours(23));
        Assert.Empty(await ReceivedAsync());
        _world.Time.Advance(TimeSpan.FromHours(2));
        var reminder = Assert.Single(await ReceivedAsync());
        _world.Time.Advance(TimeSpan.FromHours(50));
        var second = Assert.Single(await ReceivedAsync());
        _world.Time.Advance(TimeSpan.FromHours(50));

        Assert.Empty(await ReceivedAsync());
        Assert.StartsWith("Reminder: ACTION REQUIRED", reminder.Message.Subject, StringComparison.Ordinal);
        Assert.Equal(3, new[] { first, reminder.Code, second.Code }.Distinct().Count());
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(first)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(reminder.Code)).Status);
        Assert.Equal(HttpStatusCode.OK, (await GiveAsync(second.Code, "anna", Password)).Status);
    }

    [Fact]
    public async Task WhoHasAnswered_OrHasThePageOpen_IsNotReminded()
    {
        await GiveAsync(await LinkAsync(), "anna", Password);
        _world.Time.Advance(TimeSpan.FromHours(25));
        Assert.Empty(await ReceivedAsync());

        var code = await LinkAsync(signsIn: true);
        _world.Time.Advance(TimeSpan.FromHours(25));
        await OpenAsync(code);

        Assert.Empty(await ReceivedAsync());
        Assert.Equal(HttpStatusCode.OK, (await GiveAsync(code, "anna", Password)).Status);
    }

    [Fact]
    public async Task EndpointWithAnAccountOfItsOwn_NeedsNobodysPassword()
    {
        var destination = await _client.AddAsync(Moves.Destination(_project.CustomerId));
        await _client.SendAsync(HttpMethod.Put, $"projects/{_project.Id}", new ProjectDraft { CustomerId = _project.CustomerId, Name = "Move", Region = "here", SourceId = _project.SourceId, DestinationId = destination.Id })
            .ReadAsync<ProjectInfo>();

        var draft = new CredentialRequestDraft { Filter = new MailboxFilter(), Source = true, Destination = true };
        await _client.SendAsync(HttpMethod.Post, Path(""), draft).AssertRefusedAsync(HttpStatusCode.Conflict, "credentials/not-needed");
        await _client.SendAsync(HttpMethod.Post, Path(""), draft with { Source = false, Destination = false }).AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/selection");

        Assert.Empty(await ReceivedAsync());
    }

    [Fact]
    public async Task ProjectsOwnWords_AreUsed_AndHaveToNameTheLink()
    {
        var path = $"projects/{_project.Id}/notice-templates/credentialsNeeded";
        await _client.SendAsync(HttpMethod.Put, path, new NoticeTemplateDraft { Subject = "Password", Body = "Please." }).AssertRefusedAsync(HttpStatusCode.BadRequest, "notice/template");
        await _client.SendAsync(HttpMethod.Put, path, new NoticeTemplateDraft { Subject = "Password, {{ company }}", Body = "Here: {{ link }}" }).ReadAsync<NoticeTemplateInfo>();

        await AskAsync(new CredentialRequestDraft { Ids = [_anna], Source = true });

        var mail = Assert.Single(await ReceivedAsync());
        Assert.StartsWith($"Here: {ServerWorld.Address}/credentials?code=", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MailboxWhoseUserWasAsked_CanBeRemoved_AndItsLinkEnds()
    {
        var code = await LinkAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await _client.SendAsync(HttpMethod.Delete, $"mailboxes/{_anna}")).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(code)).Status);
    }

    private string Path(string action) => $"projects/{_project.Id}/credential-requests{action}";

    private Task<CredentialsAskedInfo> AskAsync(CredentialRequestDraft draft) => _client.SendAsync(HttpMethod.Post, Path(""), draft).ReadAsync<CredentialsAskedInfo>();

    /// <summary>Asks Anna, and takes the code from her mail.</summary>
    private async Task<string> LinkAsync(bool destination = false, bool tries = true, int days = 7, bool signsIn = false)
    {
        if (signsIn)
        {
            // Sessions end; time has passed.
            _client = await _world.SignedInAsync(await WorkgroupAsync());
        }

        await AskAsync(new CredentialRequestDraft { Ids = [_anna], Source = true, Destination = destination, Tries = tries, Days = days });
        return Assert.Single(await ReceivedAsync()).Code;
    }

    private async Task<Guid> WorkgroupAsync()
    {
        await using var rows = _world.Rows();
        return await rows.Projects.Where(row => row.Id == _project.Id).Select(row => row.WorkgroupId).SingleAsync(Cancel);
    }

    /// <summary>From here on the source refuses sign-ins.</summary>
    private async Task RefuseAsync()
    {
        await _imap.DisposeAsync();
        _imap = ScriptedImapServer.Refusing("NO [AUTHENTICATIONFAILED] Wrong.");
        var source = await _client.AddAsync(Moves.Source(_project.CustomerId, $"imap://127.0.0.1:{_imap.Port}") with { Name = "Refusing" });
        await _client.SendAsync(HttpMethod.Put, $"projects/{_project.Id}", new ProjectDraft { CustomerId = _project.CustomerId, Name = "Move", Region = "here", SourceId = source.Id }).ReadAsync<ProjectInfo>();
    }

    private async Task<(HttpStatusCode Status, string Html)> OpenAsync(string code)
    {
        using var answer = await _world.Stranger().GetAsync($"/credentials?code={code}", Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<(HttpStatusCode Status, string Html)> GiveAsync(string code, string login, string password, string newLogin = "", string newPassword = "")
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["code"] = code, ["source-login"] = login, ["source-password"] = password, ["destination-login"] = newLogin, ["destination-password"] = newPassword,
        });
        using var answer = await _world.Stranger().PostAsync("/credentials", form, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private Task<MailboxInfo> MailboxAsync() => _client.SendAsync(HttpMethod.Get, $"mailboxes/{_anna}").ReadAsync<MailboxInfo>();

    private async Task<IReadOnlyList<CredentialRequestInfo>> ListAsync(string query) => (await _client.SendAsync(HttpMethod.Get, Path(query)).ReadAsync<Paged<CredentialRequestInfo>>()).Items;

    private async Task<IReadOnlyList<ReceivedMail>> ReceivedAsync()
    {
        await _world.SendMailsAsync();
        var mails = new List<ReceivedMail>();
        while (_listener.Waiting > 0)
        {
            mails.Add(await _listener.NextAsync(Cancel));
        }

        return mails;
    }
}
