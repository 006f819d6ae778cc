using Microsoft.Extensions.Logging.Abstractions;
using Turnstone.Cli;
using Turnstone.Cli.Migration;
using Turnstone.Cli.Progress;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Tests.Cli;

public sealed class MigrationRunnerTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    [Fact]
    public async Task OneMailboxThatBreaks_LeavesTheOthersAlone()
    {
        var report = await RunAsync(3, parallel: 2, (pair, _) => pair.Source.Value.StartsWith("m1", StringComparison.Ordinal)
            ? throw new InvalidOperationException("a secret place in the code")
            : Task.FromResult(Result(pair, PassStatus.Completed)));

        Assert.Equal([PassStatus.Completed, PassStatus.Failed, PassStatus.Completed], report.Mailboxes.Select(mailbox => mailbox.Report.Status));
        Assert.Equal(FailureCodes.LocalInternal, report.Mailboxes[1].Report.Failure!.Code);
        Assert.DoesNotContain("secret", report.Mailboxes[1].Report.Failure!.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitStatus.MailboxFailed, ExitStatus.Of(report));
    }

    [Fact]
    public async Task NoMoreThanAsked_RunAtOnce()
    {
        var (now, most) = (0, 0);
        var gate = new Lock();

        var report = await RunAsync(20, parallel: 3, async (pair, _) =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++now);
            }

            await Task.Yield();
            lock (gate)
            {
                now--;
            }

            return Result(pair, PassStatus.Completed);
        });

        Assert.InRange(most, 1, 3);
        Assert.Equal(20, report.Mailboxes.Count);
    }

    [Fact]
    public async Task Stop_ReportsTheRunningAndTheWaitingAsStopped()
    {
        using var stop = new CancellationTokenSource();

        var report = await RunAsync(
            3,
            parallel: 1,
            async (pair, token) =>
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return Result(pair, PassStatus.Completed);
            },
            stop.Token);

        Assert.All(report.Mailboxes, mailbox => Assert.Equal(PassStatus.Stopped, mailbox.Report.Status));
        Assert.Equal(ExitStatus.Stopped, ExitStatus.Of(report));
    }

    [Fact]
    public async Task PassThatDoesNotHearTheStop_IsLeftBehindAfterTheGraceTime()
    {
        using var stop = new CancellationTokenSource();
        var deaf = new TaskCompletionSource<MailboxResult>();
        var running = RunAsync(1, parallel: 1, (_, _) => deaf.Task, stop.Token);

        await stop.CancelAsync();
        while (!running.IsCompleted)
        {
            _run.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(PassStatus.Stopped, (await running).Mailboxes[0].Report.Status);
    }

    [Theory]
    [InlineData(0, PassStatus.Completed)]
    [InlineData(2, PassStatus.Completed, PassStatus.CompletedWithErrors)]
    [InlineData(4, PassStatus.CompletedWithErrors, PassStatus.Stopped)]
    [InlineData(3, PassStatus.Stopped, PassStatus.Failed, PassStatus.CompletedWithErrors)]
    public void ExitStatus_IsTheGravestWord(int status, params PassStatus[] statuses)
    {
        var mailboxes = statuses.Select((each, index) => Result(Pair(index), each)).ToList();

        Assert.Equal(status, ExitStatus.Of(new RunReport { Version = "", Started = default, Finished = default, Mailboxes = mailboxes }));
    }

    public void Dispose() => _run.Dispose();

    private Task<RunReport> RunAsync(
        int mailboxes, int parallel, Func<MailboxPair, CancellationToken, Task<MailboxResult>> pass, CancellationToken cancellationToken = default)
    {
        var settings = new MigrateSettings
        {
            Source = ImapEndpoint.Parse("imaps://mail.old.example"),
            Destination = ExchangeEndpoint.Parse("mail.new.example"),
            Access = ExchangeAccess.Owner,
            Mailboxes = [.. Enumerable.Range(0, mailboxes).Select(Pair)],
            Pass = new PassOptions(),
            Parallel = parallel,
        };
        var runner = new MigrationRunner(settings, (pair, _, token) => pass(pair, token), _run.Time, NullLogger<MigrationRunner>.Instance);
        return runner.RunAsync(new ProgressBoard(settings.Mailboxes, _run.Time), cancellationToken);
    }

    private static MailboxPair Pair(int number) => new()
    {
        Source = SmtpAddress.Parse($"m{number}@old.example"),
        Destination = SmtpAddress.Parse($"m{number}@new.example"),
        SourceSignIn = new ImapSignIn.Password("m", new Secret("p")),
        DestinationAccount = new Account("m", new Secret("p")),
    };

    private static MailboxResult Result(MailboxPair pair, PassStatus status) => new(new MailboxReport
    {
        Source = pair.Source,
        Destination = pair.Destination,
        Pass = PassKind.Full,
        Status = status,
        Grade = Grade.Perfect,
        Started = default,
        Finished = default,
    });
}
