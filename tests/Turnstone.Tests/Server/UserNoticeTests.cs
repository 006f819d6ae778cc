using System.Net;
using Turnstone.Client.Actions;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Notices;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>What an operator has written to the users of mailboxes.</summary>
public sealed class UserNoticeTests : IAsyncLifetime
{
    private readonly SmtpListener _listener = new();
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private Guid _project;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync(mail: _listener);
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());
        var customer = await _client.AddCustomerAsync();
        var destination = await _client.AddAsync(Moves.Destination(customer));
        _project = (await _client.AddAsync(new Turnstone.Client.Projects.ProjectDraft { CustomerId = customer, Name = "Move", Region = "here", DestinationId = destination.Id })).Id;
        await _client.AddAsync(_project, Moves.Mailbox("anna") with { Star = 1 });
        await _client.AddAsync(_project, Moves.Mailbox("berta"));
        await _client.AddAsync(_project, new MailboxDraft { SourceAddress = "Carl@same.example", DestinationAddress = "carl@same.example" });
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _listener.DisposeAsync();
    }

    [Theory]
    [InlineData(NoticeSide.Source, "Carl@same.example anna@old.example berta@old.example")]
    [InlineData(NoticeSide.Destination, "anna@new.example berta@new.example carl@same.example")]
    [InlineData(NoticeSide.Both, "anna@new.example anna@old.example berta@new.example berta@old.example carl@same.example")]
    public async Task EachUser_IsToldAtTheAddressesThatWereAskedFor(NoticeSide side, string addresses)
    {
        var told = await SendAsync(new UserNoticeDraft { Filter = new MailboxFilter(), Kind = NoticeKind.BeforePreStage, To = side, Date = new DateOnly(2026, 12, 1) }).ReadAsync<UserNoticeInfo>();
        await _world.SendMailsAsync();

        var expected = addresses.Split(' ');
        Assert.Equal(new UserNoticeInfo(3, expected.Length), told);
        Assert.Equal(expected, (await ReceivedAsync()).Select(mail => mail.Recipients[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Notice_IsFilledForItsMailbox_AndStandsInTheActionLog()
    {
        await SendAsync(new UserNoticeDraft { Filter = new MailboxFilter { Star = 1 }, Kind = NoticeKind.AfterCutOver, Date = new DateOnly(2026, 12, 1) }).ReadAsync<UserNoticeInfo>();
        await _world.SendMailsAsync();

        var mail = Assert.Single(await ReceivedAsync());
        Assert.Equal("Your new mailbox anna@new.example is ready", mail.Message.Subject);
        Assert.Contains("Since 1 December 2026, new mail for you arrives in your new mailbox anna@new.example.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://mail.new.example/owa/", mail.Text, StringComparison.Ordinal);
        Assert.Contains((await ServerWorld.WhoAsync(_client)).Email, mail.Text, StringComparison.Ordinal);
        var log = await _client.SendAsync(HttpMethod.Get, "actions?kind=Project").ReadAsync<Turnstone.Client.Paged<ActionInfo>>();
        Assert.Contains(log.Items, line => line is { Action: "users told", Details: "AfterCutOver: 1 mailboxes" });
    }

    [Theory]
    [InlineData(NoticeKind.PassFailed)]
    [InlineData(NoticeKind.PassSucceeded)]
    public async Task NoticesOfPasses_AreNoneForUsers(NoticeKind kind)
    {
        await SendAsync(new UserNoticeDraft { Filter = new MailboxFilter(), Kind = kind }).AssertRefusedAsync(HttpStatusCode.BadRequest, "notice/kind");
        await _world.SendMailsAsync();

        Assert.Equal(0, _listener.Waiting);
    }

    [Fact]
    public async Task ServerWithoutMail_SaysSo()
    {
        await using var world = await ServerWorld.StartAsync();
        var client = await world.SignedInAsync(await world.AddWorkgroupAsync());
        var project = await client.AddProjectAsync();

        await client.SendAsync(HttpMethod.Post, $"projects/{project.Id}/notices", new UserNoticeDraft { Filter = new MailboxFilter(), Kind = NoticeKind.AfterCutOver })
            .AssertRefusedAsync(HttpStatusCode.Conflict, "mail/not-set-up");
        await client.SendAsync(HttpMethod.Post, $"projects/{project.Id}/statistics/mail").AssertRefusedAsync(HttpStatusCode.Conflict, "mail/not-set-up");
    }

    private Task<HttpResponseMessage> SendAsync(UserNoticeDraft draft) => _client.SendAsync(HttpMethod.Post, $"projects/{_project}/notices", draft);

    private async Task<IReadOnlyList<ReceivedMail>> ReceivedAsync()
    {
        var mails = new List<ReceivedMail>();
        while (_listener.Waiting > 0)
        {
            mails.Add(await _listener.NextAsync(Cancel));
        }

        return mails;
    }
}
