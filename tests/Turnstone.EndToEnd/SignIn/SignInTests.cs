using Xunit;

namespace Turnstone.EndToEnd.SignIn;

public sealed class SignInTests(SignInWorld world) : IClassFixture<SignInWorld>
{
    [Theory]
    [InlineData("ntlm", "SANDBOX\\mover")]
    [InlineData("ntlm", "mover@new.example")]
    [InlineData("negotiate", "mover")]
    [InlineData("negotiate", "mover@new.example")]
    [InlineData("basic", "mover@new.example")]
    public async Task RightPassword_OpensTheMailbox(string auth, string login)
    {
        Require();

        var (status, said) = await world.TestAsync(auth, login, SignInWorld.Password);

        Assert.True(status == 0, said);
        Assert.Contains($"signed in by {auth}", said, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("messages of up to about 48 MB fit into a request", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SANDBOX\\mover", "falsch-1")]
    [InlineData("SANDBOX\\nobody", SignInWorld.Password)]
    public async Task NtlmWithWrongPasswordOrName_SaysSoWithoutShowingIt(string login, string password)
    {
        Require();

        var (status, said) = await world.TestAsync("ntlm", login, password);

        Assert.NotEqual(0, status);
        Assert.Contains("the sign-in by NTLM was not accepted", said, StringComparison.Ordinal);
        Assert.DoesNotContain(password, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TicketOfThisMachine_OpensTheMailboxWithoutAPassword()
    {
        Require();

        var (status, said) = await world.TestAsync("negotiate", "mover", cache: "mover.tickets");

        Assert.True(status == 0, said);
        Assert.Contains("signed in by Negotiate", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoTicket_IsNamedWithWhatToDo()
    {
        Require();

        var (status, said) = await world.TestAsync("negotiate", "mover", cache: "empty");

        Assert.NotEqual(0, status);
        Assert.Contains("holds no Kerberos ticket for HTTP/localhost", said, StringComparison.Ordinal);
        Assert.Contains("kinit", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KerberosWithAWrongPassword_IsOneBadTry()
    {
        Require();
        var before = world.Realm!.WrongPasswords;

        var (status, said) = await world.TestAsync("negotiate", "mover", "falsch-1");

        Assert.NotEqual(0, status);
        Assert.Contains("the password is wrong", said, StringComparison.Ordinal);
        Assert.Equal(1, world.Realm.WrongPasswords - before);
    }

    [Fact]
    public async Task Auto_TakesNtlmBeforeBasicWhereThereIsAPassword()
    {
        Require();

        var (status, said) = await world.TestAsync("auto", "SANDBOX\\mover", SignInWorld.Password);

        Assert.True(status == 0, said);
        Assert.Contains("sign-in by Negotiate, NTLM, Bearer, Basic", said, StringComparison.Ordinal);
        Assert.Contains("signed in by NTLM", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_OpensTheMailboxAndAWrongOneTellsTheServersReason()
    {
        Require();

        var right = await world.TestAsync("bearer", token: "a.static.token");
        var wrong = await world.TestAsync("bearer", token: "another.token");

        Assert.True(right.Status == 0, right.Said);
        Assert.NotEqual(0, wrong.Status);
        Assert.Contains("The signature of the token is invalid", wrong.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("another.token", wrong.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Autodiscover_LeadsToEwsSignedInByNtlm()
    {
        Require();

        var (status, said) = await world.TestAsync("ntlm", "SANDBOX\\mover", SignInWorld.Password, destination: $"autodiscover:{world.Authority}");

        Assert.True(status == 0, said);
        Assert.Contains($"by Autodiscover of {world.Authority}", said, StringComparison.Ordinal);
    }

    private void Require()
    {
        if (world.Missing is { } why)
        {
            Assert.Skip(why);
        }
    }
}
