using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Checks;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Access;
using Turnstone.Sandbox.SignIn;
using Xunit;
using static Turnstone.Tests.Connectors.AccessTestRun;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

/// <summary>The access test where the account does not get in: each cause by its name, the likeliest first.</summary>
public class AccessRightTests
{
    private const string Secret = "Winter-2026";

    [Fact]
    public async Task WrongPassword_IsTriedOnce_AndShownNowhere()
    {
        await using var world = await StartAsync(change: options => options with { Lockout = new LockoutPolicy { Threshold = 2 } });

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate, password: "falsch-1"), Writing);
        var right = await RunAsync(world.Options(ExchangeAccess.Delegate));

        var signIn = Find(steps, "Sign-in");
        Assert.Equal(TestOutcome.Failed, signIn.Outcome);
        Assert.StartsWith("Check the account and its password: first the password", signIn.Remedy, StringComparison.Ordinal);
        Assert.All(steps.SkipWhile(step => step.Name != "Version"), step => Assert.Equal(TestOutcome.Skipped, step.Outcome));
        Assert.All(steps, step => Assert.DoesNotContain("falsch-1", step.ToString(), StringComparison.Ordinal));
        Assert.Equal(TestOutcome.Ok, Find(right, "Sign-in").Outcome);
    }

    [Theory]
    [InlineData(AccountState.Locked)]
    [InlineData(AccountState.Disabled)]
    [InlineData(AccountState.PasswordExpired)]
    public async Task AccountThatMayNotSignIn_IsToldAsWhatItMayBe_WithTheCmdletThatTells(AccountState state)
    {
        await using var world = await WithAsync(account => account with { State = state });

        var signIn = Find(await RunAsync(world.Options(ExchangeAccess.Delegate)), "Sign-in");

        Assert.Equal(TestOutcome.Failed, signIn.Outcome);
        Assert.Contains("locked, disabled, expired", signIn.Detail, StringComparison.Ordinal);
        Assert.Contains("Get-ADUser mover -Properties LockedOut, Enabled, PasswordExpired", signIn.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ErrorPasswordExpired", "Set a new password: Set-ADAccountPassword mover -Reset")]
    [InlineData("ErrorAccountDisabled", "Enable the account: Enable-ADAccount mover")]
    public async Task CauseThatExchangeTells_IsTheOneThatIsNamed(string code, string remedy)
    {
        await using var world = await StartAsync($$"""{"rules":[{"operation":"GetFolder","from":1,"refuseItem":"{{code}}"}]}""");

        var signIn = Find(await RunAsync(world.Options(ExchangeAccess.Delegate)), "Sign-in");

        Assert.Equal(TestOutcome.Failed, signIn.Outcome);
        Assert.Contains(code, signIn.Detail, StringComparison.Ordinal);
        Assert.StartsWith(remedy, signIn.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BlockedEws_IsToldApartFromAWrongPassword()
    {
        await using var off = await WithAsync(account => account with { IsEwsBlocked = true });
        await using var listed = await StartAsync(change: options => options with { EwsBlockList = ["Turnstone*"] });

        var byAccount = Find(await RunAsync(off.Options(ExchangeAccess.Delegate)), "Sign-in");
        var byProgram = Find(await RunAsync(listed.Options(ExchangeAccess.Delegate)), "Sign-in");

        Assert.Equal((TestOutcome.Failed, TestOutcome.Failed), (byAccount.Outcome, byProgram.Outcome));
        Assert.Contains("403", byAccount.Detail, StringComparison.Ordinal);
        Assert.Contains("Get-CASMailbox mover", byAccount.Remedy, StringComparison.Ordinal);
        Assert.Contains("-EwsBlockList", byProgram.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingFullAccess_WhereImpersonationWorks_SaysSo()
    {
        await using var world = await WithAsync(account => account with { HasFullAccess = false });

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate), Writing);

        var mailbox = Find(steps, "Mailbox");
        Assert.Equal(TestOutcome.Failed, mailbox.Outcome);
        Assert.EndsWith("It opens by impersonation.", mailbox.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Either go that way: --access impersonate. Or grant what is missing: Add-MailboxPermission anna@new.example -User mover -AccessRights FullAccess", mailbox.Remedy, StringComparison.Ordinal);
        Assert.Contains("-AutoMapping $false", mailbox.Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Skipped, Find(steps, "Administrators' denial").Outcome);
        Assert.Equal(TestOutcome.Skipped, Find(steps, "Test item").Outcome);
        Assert.Equal(TestOutcome.Ok, Find(steps, "Largest request").Outcome);
        Assert.Null(await TestFolderOf(world));
    }

    [Fact]
    public async Task DeniedImpersonation_WhereFullAccessWorks_SaysSo_AlsoForAScopeThatLeavesTheMailboxOut()
    {
        await using var without = await WithAsync(account => account with { MayImpersonate = false });
        await using var scoped = await StartAsync(access: [new AccessRule("mover", Anna.Value, AccessKind.Impersonation, IsDenied: true)]);

        foreach (var world in new[] { without, scoped })
        {
            var mailbox = Find(await RunAsync(world.Options(ExchangeAccess.Impersonate)), "Mailbox");
            Assert.Equal(TestOutcome.Failed, mailbox.Outcome);
            Assert.EndsWith("It opens by FullAccess (delegation).", mailbox.Detail, StringComparison.Ordinal);
            Assert.Contains("--access delegate. Or grant what is missing: New-ManagementRoleAssignment", mailbox.Remedy, StringComparison.Ordinal);
            Assert.Contains("-Role ApplicationImpersonation -User mover (with -CustomRecipientWriteScope", mailbox.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NoRightAtAll_NamesBothGrants_TheAskedOneFirst_AndThenTheSuspicion()
    {
        await using var world = await StartAsync();

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate, login: "nobody"), Writing);

        var (mailbox, denial) = (Find(steps, "Mailbox"), Find(steps, "Administrators' denial"));
        Assert.Equal((TestOutcome.Failed, TestOutcome.Warning), (mailbox.Outcome, denial.Outcome));
        Assert.StartsWith("Grant one of the two: Add-MailboxPermission", mailbox.Remedy, StringComparison.Ordinal);
        Assert.Contains("New-ManagementRoleAssignment", mailbox.Remedy, StringComparison.Ordinal);
        Assert.Contains("Get-ADPrincipalGroupMembership nobody", denial.Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Skipped, Find(steps, "Throttling budget").Outcome);
    }

    [Fact]
    public async Task DirectoryAdmin_IsSuspected_AndFirstWhereItIsTheBuiltInAccount()
    {
        await using var world = await StartAsync(change: options => options with
        {
            ServiceAccounts =
            [
                new ServiceAccount("migration", Secret) { IsDirectoryAdmin = true },
                new ServiceAccount("Administrator", Secret) { IsDirectoryAdmin = true },
            ],
        });

        var named = await RunAsync(world.Options(ExchangeAccess.Impersonate, login: "migration"));
        var builtIn = await RunAsync(world.Options(ExchangeAccess.Delegate, login: "SANDBOX\\Administrator"));

        Assert.Equal(TestOutcome.Warning, Find(named, "Administrators' denial").Outcome);
        Assert.Contains("Domain, Enterprise and Schema Admins", Find(named, "Administrators' denial").Detail, StringComparison.Ordinal);
        Assert.Contains("where {$_.Deny}", Find(named, "Administrators' denial").Remedy, StringComparison.Ordinal);
        Assert.StartsWith("Take another account: the built-in Administrator is in Domain Admins", Find(builtIn, "Mailbox").Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnersWay_WithAServiceAccount_NamesTheWayToTake()
    {
        await using var world = await StartAsync();

        var mailbox = Find(await RunAsync(world.Options(ExchangeAccess.Owner, login: "mover", password: Secret)), "Mailbox");

        Assert.Equal(TestOutcome.Failed, mailbox.Outcome);
        Assert.Contains("--access delegate, or --access impersonate", mailbox.Remedy, StringComparison.Ordinal);
    }

    private static Task<ExchangeWorld> WithAsync(Func<ServiceAccount, ServiceAccount> change) =>
        StartAsync(change: options => options with { ServiceAccounts = [change(new ServiceAccount("mover", Secret))] });
}
