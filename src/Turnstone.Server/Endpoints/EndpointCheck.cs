using Turnstone.Client.Endpoints;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Storage.Endpoints;

namespace Turnstone.Server.Endpoints;

/// <summary>Tries endpoints as the connectors do, as far as what is known of accounts and mailboxes goes. Nothing is written, unless a test item is asked for.</summary>
internal sealed class EndpointCheck(EndpointOpening opening, TimeProvider time)
{
    // What both connectors call it, or begin with.
    private const string SignInStep = "Sign-in";

    /// <summary>How long somebody who has just entered a password waits for a server.</summary>
    private static readonly TimeSpan SignInPatience = TimeSpan.FromSeconds(30);

    /// <summary>The mailbox of a request; null where it names none.</summary>
    public static MailboxAccount? AccountOf(EndpointTestDraft draft) =>
        SmtpAddress.TryParse(draft.Mailbox, out var address)
            ? new MailboxAccount(address, draft.Login, draft.Secret is { Length: > 0 } secret ? new Secret(secret) : null)
            : null;

    /// <summary>Goes the steps; what is missing to open the mailbox is told as a step that failed.</summary>
    /// <param name="endpoint">What to try.</param>
    /// <param name="mailbox">The mailbox to try it with; null where none is known.</param>
    /// <param name="extent">How much of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<TestStep> StepsAsync(Endpoint endpoint, MailboxAccount? mailbox, TestExtent extent, CancellationToken cancellationToken)
    {
        try
        {
            return endpoint.Kind == EndpointKind.Imap ? Imap(endpoint, mailbox, extent, cancellationToken) : Exchange(endpoint, mailbox, extent, cancellationToken);
        }
        catch (SessionException e)
        {
            return Alone(new TestStep("Credentials", TimeSpan.Zero, TestOutcome.Failed, e.Failure.Message, e.Failure.Remedy));
        }
    }

    /// <summary>Goes as far as to the sign-in, to the end; nothing is measured, and nothing kept.</summary>
    public async Task<EndpointTestInfo> RunBrieflyAsync(Endpoint endpoint, MailboxAccount? mailbox, CancellationToken cancellationToken)
    {
        List<TestStep> steps = [];
        await foreach (var step in StepsAsync(endpoint, mailbox, TestExtent.Brief, cancellationToken))
        {
            steps.Add(step);
        }

        return EndpointMap.InfoOf(endpoint, steps);
    }

    /// <summary>Signs in with a mailbox's own account and does nothing more. Null where the server does not come that far.</summary>
    public async Task<bool?> SignsInAsync(Endpoint endpoint, MailboxAccount mailbox, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(SignInPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var test = endpoint.Kind == EndpointKind.Imap
                ? new ImapConnectivityTest(opening.Source(endpoint, mailbox), signsIn: true, time).RunAsync(either.Token)
                : new ExchangeAccessTest(opening.Destination(endpoint, mailbox), time) { Reach = ExchangeTestReach.Account }.RunAsync(either.Token);
            await foreach (var step in test)
            {
                if (step.Name.StartsWith(SignInStep, StringComparison.Ordinal) && step.Outcome != TestOutcome.Skipped)
                {
                    return step.Outcome is TestOutcome.Ok or TestOutcome.Warning;
                }
            }
        }
        catch (SessionException)
        {
            // The endpoint is not sound, which whoever enters a password cannot mend.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }

        return null;
    }

    private IAsyncEnumerable<TestStep> Imap(Endpoint endpoint, MailboxAccount? mailbox, TestExtent extent, CancellationToken cancellationToken)
    {
        var signsIn = mailbox is not null && CanOpen(endpoint, mailbox);
        return new ImapConnectivityTest(signsIn ? opening.Source(endpoint, mailbox!) : EndpointOpening.SourceUnopened(endpoint), signsIn, time)
        {
            Measures = extent.IsThorough && signsIn,
            TriesEachMechanism = extent.TriesEachMechanism,
            SecondMailbox = extent.Second is { } second ? opening.Source(endpoint, second).SignIn : null,
        }.RunAsync(cancellationToken);
    }

    private IAsyncEnumerable<TestStep> Exchange(Endpoint endpoint, MailboxAccount? mailbox, TestExtent extent, CancellationToken cancellationToken)
    {
        if (extent.IsThorough && mailbox is not null && CanOpen(endpoint, mailbox))
        {
            return new ExchangeAccessTest(opening.Destination(endpoint, mailbox), time) { AsksAutodiscover = true, Writes = extent.Writes }.RunAsync(cancellationToken);
        }

        // The account itself, where its login says what it is called.
        var address = SmtpAddress.TryParse(endpoint.Login, out var own) ? own : mailbox?.Address ?? default;
        var hasAccount = EndpointOpening.HasAccount(endpoint);
        var options = hasAccount ? opening.Destination(endpoint, new MailboxAccount(address)) with { Access = ExchangeAccess.Owner } : EndpointOpening.DestinationUnopened(endpoint, address);
        return options is { Endpoint.Domain: not null } && address == default
            ? NotTried("Autodiscover is asked about a mailbox: name one, or add one to the project.")
            : new ExchangeAccessTest(options, time)
            {
                Reach = hasAccount ? ExchangeTestReach.Account : ExchangeTestReach.Service,
                LargestRequest = extent.IsThorough ? ExchangeAccessTest.DefaultLargestRequest : 1L << 20,
            }.RunAsync(cancellationToken);
    }

    private static bool CanOpen(Endpoint endpoint, MailboxAccount mailbox) => EndpointOpening.HasAccount(endpoint) || mailbox.Secret is not null;

    private static IAsyncEnumerable<TestStep> NotTried(string reason) => Alone(new TestStep("Address", TimeSpan.Zero, TestOutcome.Skipped, reason));

    private static async IAsyncEnumerable<TestStep> Alone(TestStep step)
    {
        await Task.CompletedTask;
        yield return step;
    }
}
