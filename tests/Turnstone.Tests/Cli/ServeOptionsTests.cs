using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Sandbox.Tls;
using Turnstone.Server.Lists;
using Turnstone.Server.OpenId;
using Xunit;

namespace Turnstone.Tests.Cli;

/// <summary>What <c>turnstone serve</c> is told of licences and of a provider: wrong values end before anything is started, each with a sentence of its own.</summary>
public sealed class ServeOptionsTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("--licensing: \"maybe\" is not known. Write metered or off.", "--licensing", "maybe")]
    [InlineData("--licence-price: It is missing. Write what one licence costs, amount and currency, such as \"15.00 USD\".", "--licensing", "metered")]
    [InlineData("--licence-price: \"cheap\" is no price. Write what one licence costs, amount and currency, such as \"15.00 USD\".", "--licensing", "metered", "--licence-price", "cheap")]
    [InlineData("--licence-price: \"0 USD\" is no price. Write what one licence costs, amount and currency, such as \"15.00 USD\".", "--licensing", "metered", "--licence-price", "0 USD")]
    [InlineData("--licence-price: It says something of licences, and this server does not meter. Add --licensing metered, or leave it out.", "--licence-price", "15 USD")]
    [InlineData("--wire-details: It says something of licences, and this server does not meter. Add --licensing metered, or leave it out.", "--licensing", "off", "--wire-details", "wire.txt")]
    [InlineData("--wire-details: /nowhere/wire.txt cannot be read: there is no such file. Name a readable UTF-8 file that holds the text.", "--licensing", "metered", "--licence-price", "15 USD", "--wire-details", "/nowhere/wire.txt")]
    [InlineData("--oidc-client: It says something of an OpenID Connect provider, and none is named. Add --oidc-authority, or leave it out.", "--oidc-client", "turnstone")]
    [InlineData("--oidc-allow-http: It says something of an OpenID Connect provider, and none is named. Add --oidc-authority, or leave it out.", "--oidc-allow-http")]
    public async Task WrongValue_EndsInOneSentence_AndNothingIsStarted(string sentence, params string[] options)
    {
        await AssertFaultAsync(sentence, options);
    }

    [Theory]
    [InlineData("--oidc-authority: \"login\" is no address of a provider. Write the address below which /.well-known/openid-configuration is, such as https://login.example.com.", "--oidc-authority", "login")]
    [InlineData("--oidc-authority: \"https://a:b@login.example\" is no address of a provider. Write the address below which /.well-known/openid-configuration is, such as https://login.example.com.", "--oidc-authority", "https://a:b@login.example")]
    [InlineData("--oidc-authority: Without encryption whoever is on the way can be anybody. Write https://…; for a trial on one machine add --oidc-allow-http.", "--oidc-authority", "http://login.example")]
    [InlineData("--oidc-two-step: \"never\" is none of its values. Write claimed or always.", "--oidc-authority", "https://login.example", "--oidc-two-step", "never")]
    public async Task WrongValueOfAProvider_EndsInOneSentence(string sentence, params string[] options)
    {
        _run.Variables["TURNSTONE_OIDC_SECRET"] = "hush";

        await AssertFaultAsync(sentence, ["--oidc-client", "turnstone", .. options]);
    }

    [Fact]
    public async Task ProviderWithoutClientAndSecret_IsToldBothAtOnce()
    {
        var status = await ServeAsync("--oidc-authority", "https://login.example", "--oidc-trust", _run.Write("empty.pem", "nothing"));

        Assert.Equal(64, status);
        Assert.Contains("3 things are wrong; nothing was started.", _run.Error, StringComparison.Ordinal);
        Assert.Contains("  --oidc-client: It is missing.", _run.Error, StringComparison.Ordinal);
        Assert.Contains("  --oidc-secret-file: It is missing. Name a file with the secret that goes with the client, or set TURNSTONE_OIDC_SECRET.", _run.Error, StringComparison.Ordinal);
        Assert.Contains("  --oidc-trust: ", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Provider_IsTakenAsItIsWritten()
    {
        using var authority = CertificateAuthority.Create(TimeProvider.System);
        _run.Variables["TURNSTONE_OIDC_SECRET"] = "of the variable";

        var (settings, findings) = Read(
            "--oidc-authority", "https://login.example/realms/staff", "--oidc-client", "turnstone", "--oidc-secret-file", _run.Write("secret", "of the file\n"), "--oidc-name", " Staff ",
            "--oidc-two-step", "always", "--oidc-trust", _run.Write("ca.pem", authority.ExportPem()));

        Assert.Empty(findings.Faults);
        Assert.Equal(
            (new Uri("https://login.example/realms/staff"), "turnstone", "of the file", "Staff", true, false, 1),
            (settings!.Authority, settings.ClientId, settings.ClientSecret.Reveal(), settings.Name, settings.VouchesForTwoSteps, settings.AllowsHttp, settings.TrustedAuthorities.Count));
    }

    [Fact]
    public void ProviderWithoutEncryption_IsTakenAloud()
    {
        _run.Variables["TURNSTONE_OIDC_SECRET"] = "hush";

        var (settings, findings) = Read("--oidc-authority", "http://127.0.0.1:9000", "--oidc-client", "turnstone", "--oidc-allow-http");

        Assert.Equal(("127.0.0.1", "hush", true), (settings!.Name, settings.ClientSecret.Reveal(), settings.AllowsHttp));
        Assert.Contains("without encryption", Assert.Single(findings.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void NoProvider_IsTheDefault() => Assert.Null(Read().Settings);

    private (OpenIdSettings? Settings, Findings Findings) Read(params string[] arguments)
    {
        var command = new Command("serve");
        var options = new OpenIdOptions(
            (name, _, _) => Added(new Option<string?>(name)), (name, _, _) => Added(new Option<string[]>(name) { Arity = ArgumentArity.OneOrMore }), (name, _) => Added(new Option<bool>(name)));
        var findings = new Findings();
        return (options.Read(command.Parse(arguments), _run.Variables.GetValueOrDefault, findings), findings);

        TOption Added<TOption>(TOption option)
            where TOption : Option
        {
            command.Options.Add(option);
            return option;
        }
    }

    private async Task AssertFaultAsync(string sentence, string[] options)
    {
        var status = await ServeAsync(options);

        Assert.Equal(64, status);
        Assert.Equal($"One thing is wrong; nothing was started.\n  {sentence}\n", _run.Error);
        Assert.Empty(_run.Out);
        Assert.Empty(_run.Folder.GetDirectories());
    }

    private Task<int> ServeAsync(params string[] options) => _run.RunAsync(["serve", "--data", Path.Combine(_run.Folder.FullName, "data"), .. options]);
}
