using System.Net;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Checks;
using Turnstone.Testing;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

/// <summary>What the connectivity test says of names, records and addresses.</summary>
public sealed class ImapNameCheckTests : IAsyncDisposable
{
    private readonly NameServer _names = new();
    private readonly ScriptedImapServer _server = ScriptedImapServer.Play("");

    [Fact]
    public async Task NameWithBothKindsOfAddress_IsToldWithBoth_AndTheOneThatIsSilentIsAWarning()
    {
        _names.Add("mail.old.example", IPAddress.Loopback, IPAddress.IPv6Loopback);

        var steps = await RunAsync("mail.old.example");

        Assert.Equal((TestOutcome.Ok, "A 127.0.0.1; AAAA ::1"), Told(steps, "DNS"));
        var connection = steps.Single(step => step.Name == "Connection");
        Assert.StartsWith($"127.0.0.1:{_server.Port}", connection.Detail, StringComparison.Ordinal);

        // Where the machine itself has no version 6, nothing is said of the server.
        Assert.True(connection.Outcome == TestOutcome.Warning ? connection.Detail.Contains("::1 does not", StringComparison.Ordinal) && connection.Remedy.Length > 0 : connection.Outcome == TestOutcome.Ok);
    }

    [Fact]
    public async Task MissingAaaa_IsNoFault()
    {
        _names.Add("mail.old.example", IPAddress.Loopback);

        var steps = await RunAsync("mail.old.example");

        Assert.Equal((TestOutcome.Ok, "A 127.0.0.1"), Told(steps, "DNS"));
        Assert.Equal((TestOutcome.Ok, $"127.0.0.1:{_server.Port}"), Told(steps, "Connection"));
    }

    [Fact]
    public async Task AddressNobodyAnswersAt_BesideOneThatAnswers_IsAWarning()
    {
        // The test's server listens at 127.0.0.1 alone; its port at another loopback address refuses.
        _names.Add("mail.old.example", IPAddress.Parse("127.0.0.3"), IPAddress.Loopback);

        var steps = await RunAsync("mail.old.example");

        var connection = steps.Single(step => step.Name == "Connection");
        Assert.Equal((TestOutcome.Warning, $"127.0.0.1:{_server.Port} answers, 127.0.0.3 does not (it refuses)."), (connection.Outcome, connection.Detail));
        Assert.Equal(TestOutcome.Ok, steps.Single(step => step.Name == "Sign-in").Outcome);
    }

    [Fact]
    public async Task UnknownName_FailsWithThatCause()
    {
        var steps = await RunAsync("mail.old.example");

        var name = steps.Single(step => step.Name == "DNS");
        Assert.Equal((TestOutcome.Failed, "No address is known for the host mail.old.example."), (name.Outcome, name.Detail));
    }

    [Fact]
    public async Task RecordsThatPointElsewhere_AreAWarning_WithTheWayThere()
    {
        _names.Add("mail.old.example", IPAddress.Loopback);
        _names.Add("_imaps._tcp.old.example", (0, 993, "imap.host.example"));

        var steps = await RunAsync("mail.old.example");

        var records = steps.Single(step => step.Name == "Service records");
        Assert.Equal((TestOutcome.Warning, "old.example sends mail programs elsewhere: imaps://imap.host.example:993."), (records.Outcome, records.Detail));
        Assert.EndsWith("then write imaps://imap.host.example:993.", records.Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Ok, steps.Single(step => step.Name == "Sign-in").Outcome);
    }

    [Fact]
    public async Task RecordsThatPointHere_AreTold()
    {
        _names.Add("mail.old.example", IPAddress.Loopback);
        _names.Add("_imap._tcp.old.example", (0, (ushort)_server.Port, "mail.old.example"));

        var steps = await RunAsync("mail.old.example");

        Assert.Equal((TestOutcome.Ok, $"old.example sends mail programs to imap://mail.old.example:{_server.Port}"), Told(steps, "Service records"));
    }

    [Fact]
    public async Task RecordThatDeniesTheService_IsAWarning()
    {
        _names.Add("mail.old.example", IPAddress.Loopback);
        _names.Add("_imaps._tcp.old.example", (0, 0, "."));

        var steps = await RunAsync("mail.old.example");

        Assert.Equal((TestOutcome.Warning, "old.example says by its records that it offers no IMAP."), Told(steps, "Service records"));
    }

    [Fact]
    public async Task DomainOfTheLogin_IsTheOneThatIsAskedAbout()
    {
        _names.Add("mail.host.example", IPAddress.Loopback);

        var steps = await RunAsync("mail.host.example");

        Assert.Contains("_imaps._tcp.old.example", _names.Asked);
        Assert.Equal((TestOutcome.Ok, "old.example has none, which is common"), Told(steps, "Service records"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _names.DisposeAsync();
    }

    private static (TestOutcome Outcome, string Detail) Told(List<TestStep> steps, string name)
    {
        var step = steps.Single(step => step.Name == name);
        return (step.Outcome, step.Detail);
    }

    private async Task<List<TestStep>> RunAsync(string host)
    {
        var options = new ImapSourceOptions
        {
            Endpoint = ImapEndpoint.Parse($"imap://{host}:{_server.Port}?tls=none"),
            SignIn = new ImapSignIn.Password("anna@old.example", new Secret("s3cret")),
        };
        var test = new ImapConnectivityTest(options, signsIn: true, new FakeTimeProvider()) { NameServer = _names.EndPoint };
        List<TestStep> steps = [];
        await foreach (var step in test.RunAsync(Cancel))
        {
            steps.Add(step);
        }

        return steps;
    }
}
