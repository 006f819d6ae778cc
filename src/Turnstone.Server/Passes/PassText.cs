using System.Globalization;
using Turnstone.Client.Passes;
using Turnstone.Engine.Transfer;

namespace Turnstone.Server.Passes;

/// <summary>What pages say of passes: phases in words, amounts as the reader's language writes them.</summary>
internal static class PassText
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>With thousands set apart.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>So many of something, which is an item unless it is said.</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>Decimal units, as disks and quotas are sold.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (bytes >= 999.5 && unit < Units.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        return $"{bytes.ToString(unit == 0 || bytes >= 99.95 ? "N0" : "N1", CultureInfo.CurrentCulture)} {Units[unit]}";
    }

    /// <summary>As people say it, in two units at most.</summary>
    public static string Duration(TimeSpan time)
    {
        var seconds = Math.Max(0, (long)Math.Round(time.TotalSeconds));
        return seconds switch
        {
            < 60 => $"{seconds} s",
            < 3600 => $"{seconds / 60} min {seconds % 60} s",
            < 86400 => $"{seconds / 3600} h {seconds / 60 % 60} min",
            _ => $"{Count(seconds / 86400)} d {seconds / 3600 % 24} h",
        };
    }

    /// <summary>Items a minute, of a rate in seconds.</summary>
    public static string Rate(double itemsPerSecond) =>
        $"{(itemsPerSecond * 60).ToString(itemsPerSecond * 60 is > 0 and < 9.95 ? "N1" : "N0", CultureInfo.CurrentCulture)} items a minute";

    /// <summary>What a pass is busy with; null where it is not under way.</summary>
    public static string? Phase(PassInfo pass) => pass.Progress.Phase is not { } word || !Enum.TryParse<PassPhase>(word, out var phase) ? null : phase switch
    {
        PassPhase.Connecting => "Signing in on both sides",
        PassPhase.Counting => "Counting what there is",
        PassPhase.PreparingFolders => "Making folders",
        PassPhase.Learning => "Asking what is there already",
        PassPhase.Copying => "Copying",
        PassPhase.Settling => "Settling what was in doubt",
        PassPhase.Refreshing => "Bringing over changed flags",
        PassPhase.Verifying => "Comparing with the source",
        PassPhase.Finished => "Writing its result",
        _ => throw new InvalidOperationException($"No words for the phase {phase}."),
    };

    /// <summary>How far it is, from 0 to 1; null while it is counted, and where there is nothing to count.</summary>
    public static double? Share(PassInfo pass) => pass.Progress is { ItemsTotal: > 0 and var total } progress ? Math.Min(1, (double)progress.ItemsDone / total) : null;

    /// <summary>How many items it has done, or is through with; empty where there were none.</summary>
    public static string Items(PassInfo pass) => pass switch
    {
        { Finished: not null } => Count(pass.Progress.Found),
        { Progress.ItemsTotal: { } total } => $"{Count(pass.Progress.ItemsDone)} of {Count(total)}",
        { Progress.ItemsDone: > 0 } => Count(pass.Progress.ItemsDone),
        _ => "–",
    };

    /// <summary>How long it took, or has taken so far; null where it did not begin.</summary>
    public static TimeSpan? Took(PassInfo pass, DateTimeOffset now) => pass.Started is { } started ? (pass.Finished ?? now) - started : null;

    /// <summary>Whether something was left undone that a retry could mend.</summary>
    public static bool HasErrors(PassInfo pass) => pass.State is PassState.CompletedWithErrors or PassState.Failed || pass.Progress.Failed > 0;
}
