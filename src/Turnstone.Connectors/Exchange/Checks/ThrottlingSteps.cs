using System.Globalization;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>What the throttling policy lets through: requests at once until the first refusal, and whether anything was slowed down.</summary>
internal sealed class ThrottlingSteps(ProbeState state)
{
    /// <summary>Numbers on both sides of 10 (2010) and 27 (2013 and later), the defaults of EwsMaxConcurrency.</summary>
    private static readonly int[] Rounds = [4, 9, 12, 18, 26, 30];

    private const int DefaultConcurrency = 27;

    /// <summary>Requests that take so long are at work together when they are sent together.</summary>
    private static readonly TimeSpan CertainTime = TimeSpan.FromMilliseconds(100);

    /// <summary>One folder many times over: harmless, and some work, so that requests meet at the server.</summary>
    private static readonly GetFolder LongRequest = new() { FolderIds = [.. Enumerable.Repeat(DistinguishedFolderId.Inbox, 100)], FolderShape = new ResponseShape() };

    private BackOff? _refusal;

    /// <summary>Grows the number of requests at once up to a ceiling, and stops at the first refusal.</summary>
    public async Task<Finding> GrowAsync(int most, CancellationToken cancellationToken)
    {
        using var client = new EwsClient(state.Options.ToClientOptions() with { MaxConnections = most }, state.Time);
        var (taken, quickest) = (0, TimeSpan.MaxValue);
        foreach (var count in Rounds.Where(round => round < most).Append(most))
        {
            if (!state.Ceiling.Allows(0, count))
            {
                return $"{taken} sent at once, none refused; {state.Ceiling.Ended}";
            }

            var answers = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => AskAsync(client, cancellationToken)));
            if (answers.FirstOrDefault(answer => answer.BackOff is not null) is { BackOff: { } } refusal)
            {
                _refusal = refusal.BackOff;
                state.Ceiling.BackOff(refusal.Said);
                var limit = refusal.Limit is { } told ? string.Create(CultureInfo.InvariantCulture, $" The server names its limit: {told}{(told is 27 or 10 ? ", the default" : "")}.") : "";
                return Finding.Warning($"{(taken == 0 ? "Fewer than 4" : $"{taken}")} at once are taken, {count} are not ({refusal.Said}): EwsMaxConcurrency binds.{limit} Turnstone keeps below it by itself", Advice());
            }

            (taken, quickest) = (count, answers.Min(answer => answer.Took) is var took && took < quickest ? took : quickest);
        }

        // What is answered before the last of them has come is not at work together with it, whatever the policy.
        return taken <= DefaultConcurrency ? $"{taken} sent at once, none refused, as far as was tried"
            : quickest < CertainTime ? string.Create(
                CultureInfo.InvariantCulture, $"{taken} sent at once, none refused; answers come within {quickest.TotalMilliseconds:0} ms, so quickly that fewer may have been at work together. Get-ThrottlingPolicyAssociation {ProbeWords.AccountOf(state.Options.Login)} tells the policy")
            : $"{taken} at once, none refused: EwsMaxConcurrency is above its default of {DefaultConcurrency}, or Unlimited";
    }

    /// <summary>Whether the account's budget was felt: answers that came late, or a wish to be left alone.</summary>
    public async Task<Finding> FeelAsync(CancellationToken cancellationToken)
    {
        if (_refusal is { Hint.Ticks: > 0 } refusal)
        {
            return Finding.Warning($"The account's budget is spent: the server wants to be left alone for {Math.Ceiling(refusal.Hint.TotalSeconds):N0} s (EwsMaxBurst, EwsRechargeRate, EwsCutoffBalance)", Advice());
        }

        if ((state.IsOpen ? state.Ceiling.Ended : "The mailbox was not opened.") is { } reason)
        {
            return Finding.Skipped(reason);
        }

        // The same requests once more, after all that was asked meanwhile.
        var (before, after) = (state.RoundTrip, await new RoundTripStep(state).ShortestAsync(3, cancellationToken));
        return before is { } first && after > first * 5 && after - first > TimeSpan.FromSeconds(0.5)
            ? Finding.Warning($"Answers became slower while it was tested, from {first.TotalMilliseconds:0} to {after.TotalMilliseconds:0} ms: the budget is spent (EwsMaxBurst, EwsRechargeRate), or the server is busy", Advice())
            : "Nothing was slowed down. A test this short does not spend the default budget either, which lets 300 s of server time run and then a quarter of one request at a time (EwsMaxBurst 300000, EwsRechargeRate 900000, EwsCutoffBalance 3000000)";
    }

    private string Advice() =>
        $"Give the account a policy of its own: New-ThrottlingPolicy TurnstoneMigration -ThrottlingPolicyScope Regular -EwsMaxConcurrency Unlimited -EwsMaxBurst Unlimited -EwsRechargeRate Unlimited -EwsCutoffBalance Unlimited, then Set-ThrottlingPolicyAssociation {ProbeWords.AccountOf(state.Options.Login)} -ThrottlingPolicy TurnstoneMigration. turnstone prepare exchange writes it with its undo; the global policy stays as it is.";

    private async Task<Answer> AskAsync(EwsClient client, CancellationToken cancellationToken)
    {
        var started = state.Time.GetTimestamp();
        try
        {
            var responses = await client.GetFolderAsync(LongRequest, cancellationToken);
            var busy = BusyAnswer.In(responses);
            return new Answer(state.Time.GetElapsedTime(started), busy, busy is null ? "" : $"{responses[^1].ResponseCode}", LimitOf(responses[^1].MessageXml));
        }
        catch (EwsFaultException error) when (BusyAnswer.In(error) is { } backOff)
        {
            return new Answer(state.Time.GetElapsedTime(started), backOff, $"{error.ResponseCode}", LimitOf(error.MessageXml));
        }
        catch (EwsException error) when (BusyAnswer.In(error) is { } backOff)
        {
            return new Answer(state.Time.GetElapsedTime(started), backOff, error is EwsBatchException batch ? $"{batch.ResponseCode}" : $"HTTP {error.Facts.HttpStatus}", null);
        }
        catch (EwsTransportException error)
        {
            // Under load connections are also closed without a word ([I] PowerShell-EWS-Scripts#68).
            return new Answer(state.Time.GetElapsedTime(started), new BackOff(BackOffReach.Server, TimeSpan.Zero, IsBusy: true), $"a connection that ended: {error.Kind}", null);
        }
    }

    private static int? LimitOf(MessageXml details) =>
        details.Values.TryGetValue("MaxConcurrencyLimit", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;

    private readonly record struct Answer(TimeSpan Took, BackOff? BackOff, string Said, int? Limit);
}
