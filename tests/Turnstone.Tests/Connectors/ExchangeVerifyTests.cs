using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Xunit;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

public class ExchangeVerifyTests
{
    [Fact]
    public async Task Owner_IsWelcome()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();

        await mailbox.VerifyAsync(Cancel);
    }

    [Fact]
    public async Task WrongPassword_StopsTheProjectAndIsNotShown()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open(password: "falsch-1");

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal((FailureCodes.DestinationSignIn, FailureScope.Project), (error.Failure.Code, error.Failure.Scope));
        Assert.Equal(RetryAdvice.No, error.Failure.Retry);
        Assert.DoesNotContain("falsch-1", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExchangeAccess.Delegate, "destination/access-denied")]
    [InlineData(ExchangeAccess.Impersonate, "destination/impersonation-denied")]
    public async Task AccountWithoutTheRight_IsToldWhichOne(ExchangeAccess access, string code)
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open(access, login: "nobody");

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal(code, error.Failure.Code.Value);
        Assert.Contains(Anna.Value, error.Failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Failure.Remedy);
    }

    [Fact]
    public async Task UnknownMailbox_IsNamed()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open(ExchangeAccess.Delegate, mailbox: SmtpAddress.Parse("nobody@new.example"));

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal(FailureCodes.DestinationMailboxNotFound, error.Failure.Code);
        Assert.Contains("nobody@new.example", error.Failure.Message, StringComparison.Ordinal);
    }
}
