using Microsoft.Extensions.Time.Testing;
using Turnstone.Sandbox.SignIn;
using Xunit;

namespace Turnstone.Tests.Sandbox.SignIn;

public class AccountDirectoryTests
{
    private static readonly Account Ann = new() { Alias = "ann", SmtpAddress = "ann.lee@contoso.example", UserPrincipalName = "al@corp.example" };
    private static readonly Account Service = new() { Alias = "svc-mig", HasFullAccess = true };
    private readonly FakeTimeProvider _time = new();
    private readonly AccountDirectory _directory;

    public AccountDirectoryTests()
    {
        _directory = new AccountDirectory(_time, "CONTOSO");
        _directory.Add(Ann, "päss");
        _directory.Add(Service, "s3cret");
    }

    [Theory]
    [InlineData("ann.lee@contoso.example")]
    [InlineData("ANN.LEE@Contoso.Example")]
    [InlineData("al@corp.example")]
    [InlineData("contoso\\Ann")]
    [InlineData("ann")]
    public void EveryFormOfTheName_SignsIn(string userName)
    {
        SignInResult.SignedIn result = Assert.IsType<SignInResult.SignedIn>(_directory.Verify(userName, "päss"));

        Assert.Same(Ann, result.Account);
    }

    [Theory]
    [InlineData("ann", "pass")]
    [InlineData("ann", "")]
    [InlineData("ann", "PÄSS")]
    [InlineData("other\\ann", "päss")]
    [InlineData("nobody", "päss")]
    [InlineData("", "")]
    public void WrongNameOrPassword_IsOneAndTheSameAnswer(string userName, string password) =>
        Assert.IsType<SignInResult.WrongPassword>(_directory.Verify(userName, password));

    [Fact]
    public void FifthBadTry_LocksTheAccount_EvenForTheRightPassword_UntilTheTimeIsOver()
    {
        Assert.IsType<SignInResult.SignedIn>(_directory.Verify("ann", "päss"));
        for (int i = 0; i < 4; i++)
        {
            Assert.IsType<SignInResult.WrongPassword>(_directory.Verify("ann", "bad"));
        }

        SignInResult.LockedOut locked = Assert.IsType<SignInResult.LockedOut>(_directory.Verify("al@corp.example", "bad"));
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(10), locked.Until);
        Assert.IsType<SignInResult.LockedOut>(_directory.Verify("ann", "päss"));
        Assert.IsType<SignInResult.SignedIn>(_directory.Verify("svc-mig", "s3cret"));

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.IsType<SignInResult.SignedIn>(_directory.Verify("ann", "päss"));
    }

    [Fact]
    public void GoodTryOrAPause_StartsTheCountAnew()
    {
        BadTries(4);
        Assert.IsType<SignInResult.SignedIn>(_directory.Verify("ann", "päss"));
        BadTries(4);
        _time.Advance(TimeSpan.FromMinutes(10));
        BadTries(4);
    }

    [Fact]
    public void UnknownName_IsNeverLockedOut()
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.IsType<SignInResult.WrongPassword>(_directory.Verify("nobody", "x"));
        }
    }

    [Fact]
    public void TakenName_AddsNothing()
    {
        Account twin = new() { Alias = "new", SmtpAddress = "Ann.Lee@contoso.example" };

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => _directory.Add(twin, "x"));

        Assert.Contains("ann.lee@contoso.example", refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Null(_directory.Find("new"));
        Assert.Same(Ann, _directory.Find("ann"));
    }

    private void BadTries(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.IsType<SignInResult.WrongPassword>(_directory.Verify("ann", "bad"));
        }
    }
}
