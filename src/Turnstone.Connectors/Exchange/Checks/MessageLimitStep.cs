using Turnstone.Engine.Checks;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using static Turnstone.Connectors.Exchange.Checks.ProbeWords;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>
/// The largest message that the mailbox keeps. Whatever is taken stays in the test's folder, so it is measured on request only, from the largest
/// down: then one large message stays as a rule. Without that the mailbox's own property is the evidence, where there is one.
/// </summary>
internal sealed class MessageLimitStep(ProbeState state)
{
    /// <summary>Beside a value is tried with so much difference: message sizes are counted with some of what surrounds them.</summary>
    private const long Margin = 64 << 10;

    /// <summary>Between two well-known values few more tries are worth what they leave behind.</summary>
    private const int Halvings = 3;

    /// <summary>What a message may weigh by default, by guides, and by what EWS takes of it.</summary>
    private static readonly long[] Known = [1L << 20, 10L << 20, 25L << 20, 35L << 20, 48L << 20, 64L << 20, 150L << 20];

    private readonly List<long> _left = [];
    private Failure? _refusal;

    /// <summary>What the mailbox says without being written to.</summary>
    public async Task<Finding> AskAsync(CancellationToken cancellationToken)
    {
        var told = (await StoreProperties.ReadAsync(state.Connection, cancellationToken)).LargestMessage;
        return told is { } bytes
            ? $"{Size(bytes)}, as the mailbox itself says (MaxSendSize or MaxReceiveSize of Set-Mailbox). Not measured, since what is measured stays in the mailbox: --measure-messages does it"
            : Finding.Skipped("Not measured, since what is measured stays in the mailbox: --measure-messages does it. A mailbox without a size of its own has the organisation's (Get-TransportConfig | fl Max*Size), which is 10 MB unless it was raised.");
    }

    public async Task<Finding> MeasureAsync(long largest, CancellationToken cancellationToken)
    {
        var told = (await StoreProperties.ReadAsync(state.Connection, cancellationToken)).LargestMessage;
        await using var mailbox = new ExchangeDestinationMailbox(state.Options, state.Time);
        var folder = await mailbox.EnsureFolderAsync(TestFolder.Path, cancellationToken);

        // What EWS takes of a request leaves three quarters for a message.
        var most = state.RequestLimit is { } request ? Math.Min(largest, (request - Margin) / 4 * 3) : largest;
        var isRequest = most < largest;
        var found = await new LimitSearch(Known, Margin, (size, token) => AskAsync(mailbox, folder, size, token)).DownwardAsync(most, Halvings, cancellationToken);
        var left = _left.Count == 0 ? "" : $" Left behind in the folder \"{TestFolder.Name}\": {string.Join(", ", _left.Select(Size))}.";
        if (found.Refused is null)
        {
            return found.Taken == 0
                ? Finding.Skipped(state.Ceiling.Ended ?? "The test's ceiling in bytes leaves no room to measure.")
                : new Finding(
                    TestOutcome.Ok,
                    $"{Size(found.Taken)} {(isRequest ? "are kept, and a larger one does not fit into a request: the message sizes of the organisation and the mailbox bind nothing below that" : "are kept and perhaps more")}.{left}",
                    left.Length == 0 ? "" : TestFolder.HowToRemove);
        }

        var (knob, remedy) = Knob(found, told);
        var limit = found.Taken == 0 ? $"Not even {Size(found.Refused.Value)} are kept" : found.IsExact ? $"{Size(found.Taken)}" : $"Between {Size(found.Taken)} and {Size(found.Refused.Value)}";
        return new Finding(
            found.Taken == 0 ? TestOutcome.Failed : TestOutcome.Warning,
            $"{limit}{(found.IsStopped ? $", as far as was measured ({state.Ceiling.Ended ?? "the test's ceiling in bytes is reached"})" : "")}. What binds is {knob}. Of a larger one: {_refusal!.Message}{left}",
            $"{remedy}{(left.Length == 0 ? "" : $" {TestFolder.HowToRemove}")}");
    }

    /// <summary>The answer is the same whichever of them binds ([D] managed-store-limits: the larger of a mailbox's two sizes, else the organisation's).</summary>
    private (string Knob, string Remedy) Knob(SizeLimit found, long? told)
    {
        var (mailbox, name) = (state.Options.Mailbox, AccountOf(state.Options.Login));
        var raiseMailbox = $"Set-Mailbox {mailbox} -MaxReceiveSize 150MB -MaxSendSize 150MB";
        var raiseOrganisation = "Set-TransportConfig -MaxReceiveSize 150MB -MaxSendSize 150MB";
        var alsoAccount = $"If that changes nothing after an hour, raise the account's own too: Set-Mailbox {name} with the same sizes.";
        return told is { } own && own + Margin >= found.Taken
            ? ($"the mailbox's own size, the larger of MaxSendSize and MaxReceiveSize (it says {Size(own)})", $"{raiseMailbox}. {alsoAccount}")
            : ($"the organisation's size ({(found.Taken == 10L << 20 ? "10 MB is the default of Set-TransportConfig" : "Set-TransportConfig")}; the mailbox tells none of its own)",
               $"{raiseOrganisation}; or for this mailbox alone: {raiseMailbox}. {alsoAccount}");
    }

    private async Task<SizeVerdict> AskAsync(ExchangeDestinationMailbox mailbox, DestinationFolder folder, long size, CancellationToken cancellationToken)
    {
        var key = TestFolder.MessageKey(state.Options.Mailbox, size);
        if ((await mailbox.FindDeliveredAsync(folder, [key], cancellationToken)).Count > 0)
        {
            // An earlier test left it; a second one would only take room.
            _left.Add(size);
            return SizeVerdict.Taken;
        }

        var onTheWay = size / 3 * 4;
        if (!state.Ceiling.Allows(onTheWay))
        {
            return SizeVerdict.Stopped;
        }

        using var content = new FilledMessage(size, state.Time.GetUtcNow());
        var result = (await mailbox.DeliverAsync(folder, [TestFolder.Prepare(key, content, state.Time.GetUtcNow())], cancellationToken))[0];
        state.Ceiling.Sent(onTheWay);
        switch (result)
        {
            case DeliveryResult.Delivered:
                _left.Add(size);
                return SizeVerdict.Taken;
            case DeliveryResult.Refused { Failure: var failure } when failure.Code == FailureCodes.DestinationItemTooLarge:
                _refusal = failure;
                return SizeVerdict.Refused;
            case DeliveryResult.Refused { Failure: var failure }:
                throw new SessionException(failure);
            case DeliveryResult.NotTried { Failure: var failure }:
                state.Ceiling.BackOff(failure.Message);
                return SizeVerdict.Stopped;
            case DeliveryResult.Unknown { Failure: var failure }:
                throw new SessionException(failure);
            default:
                throw new InvalidOperationException("A delivery that came to nothing.");
        }
    }
}
