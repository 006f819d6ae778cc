using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;

namespace Turnstone.Cli.Progress;

/// <summary>Says where a mailbox stands, in few words.</summary>
internal static class ProgressWords
{
    public static string Phase(PassPhase phase) => phase switch
    {
        PassPhase.Connecting => "signing in",
        PassPhase.Counting => "counting",
        PassPhase.PreparingFolders => "making folders",
        PassPhase.Learning => "looking what is there",
        PassPhase.Copying => "copying",
        PassPhase.Settling => "settling",
        PassPhase.Refreshing => "refreshing flags",
        PassPhase.Verifying => "comparing",
        PassPhase.Finished => "finishing",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "No words for this phase."),
    };

    /// <summary>Such as <c>38/s 4.2 MB/s</c>; empty until there is a rate.</summary>
    public static string Rate(PassProgress progress) => progress.ItemsPerSecond <= 0
        ? ""
        : $"{Quantity.Rate(progress.ItemsPerSecond)} {Quantity.Bytes(progress.BytesPerSecond)}/s";

    /// <summary>Such as <c>0:31 left</c>.</summary>
    public static string Remaining(PassProgress progress) => progress.Remaining is { } left ? $"{Quantity.Duration(left)} left" : "";

    /// <summary>Such as <c>1,204 of 2,310</c>.</summary>
    public static string Items(PassProgress progress) => progress.ItemsTotal is { } total
        ? $"{Quantity.Count(progress.ItemsDone)} of {Quantity.Count(total)}"
        : progress.ItemsDone > 0 ? Quantity.Count(progress.ItemsDone) : "";
}
