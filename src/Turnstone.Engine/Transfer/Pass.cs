using Microsoft.Extensions.Logging;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer.Refresh;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// One pass over one mailbox pair: what the source has, minus what the journal settled. The unit of work, of resume and of locking.
/// </summary>
public sealed partial class Pass
{
    /// <summary>How often items that may still arrive are waited for and sent again before they count as failed.</summary>
    private const int LateRounds = 3;

    private readonly PassContext _context;
    private readonly PatiencePolicy _patience;
    private readonly TransferLimits _limits;
    private readonly ILogger<Pass> _logger;
    private readonly SameMessages _same;
    private readonly DisplacedItems _displaced;
    private List<FolderWork> _folders = [];
    private VerifyStage? _verification;
    private DateTimeOffset? _moved;

    /// <summary>
    /// Puts a pass together. The mailboxes and the journal stay the caller's to dispose, after the pass has ended. Mailboxes that wait by
    /// themselves do so in <paramref name="waits"/>, one a pass.
    /// </summary>
    public Pass(
        ISourceMailbox source,
        IDestinationMailbox destination,
        IJournal journal,
        PassSetup setup,
        TimeProvider time,
        ILogger<Pass> logger,
        IProgress<PassProgress>? progress = null,
        Waits? waits = null)
    {
        waits ??= new Waits(time);
        _logger = logger;
        _patience = setup.Patience;
        _limits = setup.Limits;
        var ledger = new Ledger(setup.Options.MaxErrors, time, waits, progress);

        var copies = new CopyLog(setup.Options, setup.Destination);

        // Seeded by the pair, so that a run can be repeated and neighbours still do not come back in step.
        var jitter = new Random(HashCode.Combine(setup.Source, setup.Destination));
        _context = new PassContext
        {
            Source = source,
            Destination = destination,
            Journal = journal,
            Setup = setup,
            Time = time,
            Ledger = ledger,
            Recorder = new Recorder(journal, ledger, copies),
            Copies = copies,
            Waits = waits,
            AtSource = new Patience(_patience, new Random(jitter.Next()), waits),
            AtDestination = new Patience(_patience, new Random(jitter.Next()), waits),
        };
        _same = new SameMessages(_context);
        _displaced = new DisplacedItems(_context);
    }

    private PassOptions Options => _context.Setup.Options;

    /// <summary>
    /// Runs the pass to its end. Never throws for anything a server, a message or a disk can do: the report says it. On cancellation it
    /// stops taking, records what is in flight, and reports <see cref="PassStatus.Stopped"/>.
    /// </summary>
    public async Task<MailboxReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = _context.Time.GetUtcNow();
        PassRecord? record = null;
        Failure? failure = null;
        var stopped = false;
        try
        {
            if (Options.Kind == PassKind.Retry)
            {
                RetryRule.Check(await _context.Journal.LastPassAsync(cancellationToken));
            }

            // A dry run is no pass that a later one follows, no more than a verification is: all it may leave is what the destination told.
            record = await _context.Journal.BeginPassAsync(Options.DryRun ? PassKind.Verify : Options.Kind, cancellationToken);
            await RunStepsAsync(started, cancellationToken);
        }
        catch (SessionException e)
        {
            failure = e.Failure;
            LogFailed(e.Failure.Code, e.Failure.Side);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            stopped = true;
        }
        catch (Exception e)
        {
            // The pass's own door: a defect of ours must not take the other mailboxes down, and must not pass for success.
            failure = Defect(e);
            LogDefect(e);
        }

        return await CloseAsync(record, started, failure, stopped);
    }

    private async Task RunStepsAsync(DateTimeOffset started, CancellationToken stop)
    {
        // 1. Both sides can be reached and signed in to; where both fail, the source's failure is told.
        _context.Ledger.Enter(PassPhase.Connecting);
        var verifying = _context.AtDestination.RepeatAsync(_context.Destination.VerifyAsync, stop);
        if (Options.Kind == PassKind.Verify)
        {
            await Task.WhenAll(_context.AtSource.RepeatAsync(_context.Source.VerifyAsync, stop), verifying);
            return;
        }

        // 2. The plan. A source that lists its folders can be read, and is not asked for that apart.
        var listing = _context.AtSource.RepeatAsync(_context.Source.ListFoldersAsync, stop);
        await Task.WhenAll(listing, verifying);
        _context.Ledger.Enter(PassPhase.Counting);
        var listed = await listing;
        var places = await PlanAsync(listed, stop);

        if (!Options.DryRun && !await _context.Journal.HasLearnedAsync(stop))
        {
            // A first pass has mail to fetch.
            _context.Source.ExpectFetches();
        }

        // 3. What the destination has that the journal does not know of; and the plan that comes of it.
        if (await Learning.RunAsync(_context, _folders, stop))
        {
            places = await PlanAsync(listed, stop);
        }

        // 4. The folders, all of them, before any item.
        await new FolderPreparation(_context).RunAsync(_folders, places.ContainsKey, stop);

        // 5. What an interrupted run left in doubt.
        var withheld = Options.DryRun ? [] : await DoubtResolver.ResolveOldAsync(_context, _folders, stop);

        // 6. The items.
        var preparer = new ItemPreparer(_context.Setup.Source, Options, started);
        var pipeline = new Pipeline(_context, preparer, new Recognition(_context, _folders, _displaced), _limits, _patience);
        var list = new ListStage(_context, _folders, withheld, _same);
        await pipeline.RunAsync(list.RunAsync, stop);

        // 7. What was known by the delivery of another that has come back.
        while (!_displaced.IsEmpty)
        {
            await pipeline.RunAsync((output, token) => _displaced.ListAsync(_folders, output, token), stop);
        }

        // 8. What may have arrived without an answer.
        for (var round = 0; !_context.Late.IsEmpty; round++)
        {
            // Smaller groups each time: an item that costs every reply is alone in the end, and its neighbours arrive.
            var atOnce = Math.Max(1, DestinationBatches.FetchItems >> (3 * (round + 1)));
            var again = await DoubtResolver.ResolveLateAsync(_context, atOnce, stop);
            if (round == LateRounds)
            {
                await GiveUpAsync(again);
                break;
            }

            await pipeline.RunAsync(
                async (output, token) =>
                {
                    foreach (var work in again)
                    {
                        await output.WriteAsync(work, token);
                    }
                },
                stop);
        }

        // 9. What changed since of the state of those that were there already.
        if (RefreshStage.IsAskedFor(Options))
        {
            await new RefreshStage(_context, _folders, _patience).RunAsync(stop);
        }

        // 10. Whether it arrived as it was.
        if (Options is { DryRun: false, Verification: not VerificationMode.None })
        {
            _moved = _context.Time.GetUtcNow();
            _verification = new VerifyStage(_context, _folders, preparer, _patience, _logger);
            await _verification.RunAsync(stop);
        }
    }

    /// <summary>Plans, with what earlier passes decided; returns where they put things.</summary>
    private async Task<IReadOnlyDictionary<SourceFolderId, DestinationPath>> PlanAsync(IReadOnlyList<SourceFolder> listed, CancellationToken stop)
    {
        var places = await _context.Journal.ListPlacesAsync(stop);
        var plan = Planner.Plan(listed, Options, places);
        FolderLimitRule.Check(plan, Options);
        _folders = [.. plan.Folders.Select(f => new FolderWork(f))];
        var counts = _folders.Where(f => f.Plan.Destination is not null && f.Source.HoldsItems).Select(f => f.Source.Count).ToList();
        _context.Ledger.Expect(counts.TrueForAll(c => c is not null) ? counts.Sum() : null);
        return places;
    }

    private async Task GiveUpAsync(IReadOnlyList<FetchWork> again)
    {
        foreach (var work in again)
        {
            await _context.Recorder.RecordAsync(
                work.Folder,
                [.. work.Items.Select(i => Recorder.Failed(work.Folder, i, new Failure
                {
                    Side = FailureSide.Destination,
                    Scope = FailureScope.Item,
                    Code = FailureCodes.DestinationUnknownFate,
                    Message = "Every answer to this item's delivery was lost, and it is not there.",
                    Remedy = "Look for what closes connections between here and Exchange (proxy, load balancer), then run the retry pass.",
                }))]);
        }
    }

    private static Failure Defect(Exception e) => new()
    {
        Side = FailureSide.Local,
        Scope = FailureScope.Mailbox,
        Code = e is IOException ? FailureCodes.LocalDisk : FailureCodes.LocalInternal,
        Message = e is IOException ? $"Reading or writing on this machine failed: {e.Message}" : $"Turnstone met a defect of its own ({e.GetType().Name}).",
        Remedy = e is IOException
            ? "Make room or mend the disk, then run the same pass again."
            : "Run the same pass again; if it stays, please report it with the log.",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pass failed at {Side}: {Code}")]
    private partial void LogFailed(FailureCode code, FailureSide side);

    [LoggerMessage(Level = LogLevel.Error, Message = "Pass ended by a defect")]
    private partial void LogDefect(Exception exception);
}
