using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Passes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Passes;

/// <summary>Says where a pass stands, in few words.</summary>
internal static class PassWords
{
    /// <summary>The kinds of passes, in the words of <c>--pass</c>.</summary>
    public static IReadOnlyDictionary<string, PassKind> Kinds { get; } = Enum.GetValues<PassKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());

    /// <summary>The states, in the contract's words.</summary>
    public static IReadOnlyDictionary<string, PassState?> States { get; } = Enum.GetValues<PassState>().ToDictionary(Shown.Word, state => (PassState?)state);

    /// <summary>Such as <c>1,204 of 2,310</c>; of a pass that is over, what it found.</summary>
    public static string Items(PassProgressInfo progress) => progress.Found > 0 ? Quantity.Count(progress.Found)
        : progress.ItemsTotal is { } total ? $"{Quantity.Count(progress.ItemsDone)} of {Quantity.Count(total)}"
        : progress.ItemsDone > 0 ? Quantity.Count(progress.ItemsDone)
        : "";

    /// <summary>One line of what happens.</summary>
    public static string Line(PassInfo pass)
    {
        var parts = new List<string> { pass.Mailbox, Shown.Word(pass.Kind), Shown.Word(pass.State) };
        if (pass.Finished is null && pass.Progress.Phase is { } phase)
        {
            parts.Add(phase);
        }

        if (Items(pass.Progress) is { Length: > 0 } items)
        {
            parts.Add($"{items} items");
        }

        if (pass.Progress.Failed > 0)
        {
            parts.Add(Shown.Count(pass.Progress.Failed, "error", "errors"));
        }

        if (pass.Progress.ItemsPerSecond > 0)
        {
            parts.Add(Quantity.Rate(pass.Progress.ItemsPerSecond));
        }

        if (pass.Progress.WaitsUntil is { } until)
        {
            parts.Add($"waits until {Shown.Moment(until)}");
        }

        if (pass.Failure is { } failure)
        {
            parts.Add(failure.Message);
        }

        return string.Join("  ", parts);
    }

    /// <summary>What a script learns of passes that are over: the gravest of them, in the words of <c>turnstone migrate</c>.</summary>
    public static int StatusOf(IReadOnlyCollection<PassState> ends) =>
        ends.Contains(PassState.Failed) ? ExitStatus.MailboxFailed
        : ends.Contains(PassState.Stopped) ? ExitStatus.Stopped
        : ends.Contains(PassState.CompletedWithErrors) ? ExitStatus.ItemErrors
        : ExitStatus.Fine;
}
