using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Turnstone.Client.Notices;
using Turnstone.Client.Passes;
using Turnstone.Engine.Failures;
using Turnstone.Server.Mail;
using Turnstone.Server.Notices;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server.Dispatch;

/// <summary>Who hears by mail how passes ended.</summary>
public sealed class PassNoticeTests : IAsyncLifetime
{
    private readonly SmtpListener _listener = new();
    private DispatchWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await DispatchWorld.StartAsync(mailboxes: 7, mail: _listener);
        await _world.ChangeProjectAsync(project => (project.SuccessAddresses, project.FailureAddresses) = ("well@msp.example", "ill@msp.example\nboss@msp.example"));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _listener.DisposeAsync();
    }

    [Fact]
    public async Task CompletedPass_IsTold_ToTheAddressesForSuccess()
    {
        await RunAsync(1);

        var (to, message) = Assert.Single(await SendAsync());
        Assert.Equal(("well@msp.example", "Full migration of user1@old.example is complete"), (to, message.Subject));
        Assert.Contains("Copied: 3 items", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Copied: 3 items", message.HtmlBody, StringComparison.Ordinal);
        Assert.Empty(await SendAsync());
    }

    [Fact]
    public async Task PassWithErrors_IsTold_ToTheAddressesForFailure()
    {
        _world.Opener.Of(_world.Mailboxes[0]).Destination.Refuse = item => item.Source.Uid == 2 ? Refused : null;

        await RunAsync(1);

        var mails = await SendAsync();
        Assert.Equal(["boss@msp.example", "ill@msp.example"], mails.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.All(mails, mail => Assert.Equal("Full migration of user1@old.example: 1 item was not copied", mail.Message.Subject));
    }

    [Fact]
    public async Task FailedPass_IsTold_WithWhatStoppedIt_AndWhatToDo()
    {
        _world.Opener.Of(_world.Mailboxes[0]).Destination.BeforeDelivery = (_, _) => throw new SessionException(Refused with { Scope = FailureScope.Mailbox, Message = "The door is shut." });

        await RunAsync(1);

        var (_, message) = (await SendAsync())[0];
        Assert.Equal("Full migration of user1@old.example: failed", message.Subject);
        Assert.Contains("The door is shut.", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Ask.", message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoppedPass_AndPassOfAProjectThatTellsNobody_AreToldToNobody()
    {
        await _world.SubmitAsync(PassKind.Full, mailboxes: _world.Mailboxes[0]);
        await _world.StopAsync();
        await _world.ChangeProjectAsync(project => project.SuccessAddresses = "");
        await RunAsync(1);

        Assert.Empty(await SendAsync());
        await using var rows = _world.Plane.Open(new PlaneScope.House());
        Assert.Equal(0, await rows.PassNotices.CountAsync(Cancel));
    }

    [Fact]
    public async Task MoreThanFiveWithinAMinute_AreHeldUntilItIsQuiet_AndToldInOneMail()
    {
        await RunAsync(7);
        Assert.Empty(await SendAsync());

        _world.World.Time.Advance(PassNoticeMails.Rush);

        var (_, message) = Assert.Single(await SendAsync());
        Assert.Equal("7 passes of Move are complete", message.Subject);
        for (var number = 1; number <= 7; number++)
        {
            Assert.Contains($"user{number}@old.example: completed, 3 copied", message.TextBody, StringComparison.Ordinal);
            Assert.Contains($"user{number}@old.example", message.HtmlBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RushThatDoesNotEnd_IsToldAfterTenMinutes()
    {
        await RunAsync(6);
        Assert.Empty(await SendAsync());
        for (var waited = TimeSpan.Zero; waited < PassNoticeMails.LongestHeld; waited += PassNoticeMails.Rush / 2)
        {
            _world.World.Time.Advance(PassNoticeMails.Rush / 2);
            await RunAsync(1);
            if (waited + PassNoticeMails.Rush < PassNoticeMails.LongestHeld)
            {
                Assert.Empty(await SendAsync());
            }
        }

        Assert.Contains("passes of Move are complete", Assert.Single(await SendAsync()).Message.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoProcesses_TellOfAPassOnce()
    {
        await RunAsync(3);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Due.WriteAsync(Cancel), Cancel)));

        Assert.Equal(3, (await SendAsync()).Count);
    }

    [Fact]
    public async Task ToldNotices_AreForgottenAfterADay()
    {
        await RunAsync(1);
        await SendAsync();

        _world.World.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await Due.TidyAsync(Cancel);

        await using var rows = _world.Plane.Open(new PlaneScope.House());
        Assert.Equal(0, await rows.PassNotices.CountAsync(Cancel));
    }

    [Fact]
    public async Task ProjectsOwnWords_AreUsed_WithValuesThatAreNeverTakenForHtml()
    {
        await _world.Client.SendAsync(HttpMethod.Put, $"projects/{_world.Project}/notice-templates/passSucceeded", new NoticeTemplateDraft
        {
            Subject = "{{ source }}:\r\n{{ copied }} copied", Body = "Hello <b>{{ project }}</b>{% if errors > 0 %} errors{% else %}, all well{% endif %}.\n\nSee https://msp.example/?a=1&b=2.",
        }).ReadAsync<NoticeTemplateInfo>();
        await _world.ChangeProjectAsync(project => project.Name = "<script>");

        await RunAsync(1);

        var message = Assert.Single(await SendAsync()).Message;
        Assert.Equal("user1@old.example: 3 copied", message.Subject);
        Assert.Equal("Hello <b><script></b>, all well.\n\nSee https://msp.example/?a=1&b=2.\n", message.TextBody!.ReplaceLineEndings("\n"));
        Assert.DoesNotContain("<script>", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://msp.example/?a=1&amp;b=2\"", message.HtmlBody, StringComparison.Ordinal);
    }

    private PassNoticeMails Due => _world.World.Services.GetServices<IDueMails>().OfType<PassNoticeMails>().Single();

    private async Task RunAsync(int mailboxes)
    {
        await _world.ChangeProjectAsync(project => project.MostPasses = 1000);
        await _world.SubmitAsync(PassKind.Full, mailboxes: [.. _world.Mailboxes.Take(mailboxes)]);
        await _world.RunAsync();
    }

    private async Task<IReadOnlyList<(string To, MimeMessage Message)>> SendAsync()
    {
        await _world.World.SendMailsAsync();
        var mails = new List<(string, MimeMessage)>();
        while (_listener.Waiting > 0)
        {
            var mail = await _listener.NextAsync(Cancel);
            mails.Add((Assert.Single(mail.Recipients), mail.Message));
        }

        return mails;
    }

    private static Failure Refused => new()
    {
        Side = FailureSide.Destination, Scope = FailureScope.Item, Code = FailureCodes.DestinationItemRefused, Message = "No.", Remedy = "Ask.",
    };
}
