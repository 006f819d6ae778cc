using System.Security.Cryptography.X509Certificates;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Checks;
using Xunit;

namespace Turnstone.EndToEnd.Connectivity;

/// <summary>Runs the connectivity test and finds its steps.</summary>
internal static class TestedServer
{
    public static async Task<List<TestStep>> RunAsync(string endpoint, ImapSignIn? signIn, string? authority, Func<ImapSourceOptions, ImapConnectivityTest>? make = null)
    {
        var options = new ImapSourceOptions
        {
            Endpoint = ImapEndpoint.Parse(endpoint),
            SignIn = signIn ?? new ImapSignIn.Password("", new Secret("")),
            TrustedAuthorities = authority is null ? [] : [X509CertificateLoader.LoadCertificateFromFile(authority)],
        };
        var test = make?.Invoke(options) ?? new ImapConnectivityTest(options, signIn is not null, TimeProvider.System);
        return await test.RunAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }

    public static TestStep Find(List<TestStep> steps, string name) => steps.Single(step => step.Name == name);

    /// <summary>The step that failed first; all after it that stand on it were not tried.</summary>
    public static TestStep Failure(List<TestStep> steps, string name)
    {
        var failed = steps.First(step => step.Outcome == TestOutcome.Failed);
        Assert.True(failed.Name == name, $"{failed}");
        Assert.NotEmpty(failed.Remedy);
        return failed;
    }
}
