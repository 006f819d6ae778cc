using Xunit;

namespace Turnstone.Tests.Cli;

public sealed class DestinationSignInTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    [Theory]
    [InlineData("bearer", "There is no access token.")]
    [InlineData("kerberos", "\"kerberos\" is none of its values. Write auto, basic, ntlm, negotiate or bearer.")]
    public async Task WayThatCannotWork_IsRefused(string way, string words)
    {
        Assert.Equal(64, await _run.RunAsync("migrate", "--destination-auth", way));

        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenWithoutBearer_IsRefusedAndNotShown()
    {
        var token = _run.Write("token", "secret.token\n");

        Assert.Equal(64, await _run.RunAsync("migrate", "--destination-token-file", token));

        Assert.Contains("A token is used by bearer sign-in only.", _run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret.token", _run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
