using System.Globalization;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Engine.Transfer;

namespace Turnstone.Server.Mailboxes;

/// <summary>What pages say below a mailbox's status: how far its latest pass is, or what it came to.</summary>
internal static class StandingWords
{
    private const double LeastItemsASecond = 1;

    /// <summary>Whether a pass is under way, and so has a bar.</summary>
    public static bool IsUnderWay(LatestPassInfo pass) => pass.State is PassState.Migrating or PassState.Stopping;

    /// <summary>How much of it is done, from 0 to 1; null while its source is counted.</summary>
    public static double? ShareOf(PassProgressInfo progress) => progress.ItemsTotal switch
    {
        null => null,
        0 => 1,
        { } total => Math.Clamp((double)progress.ItemsDone / total, 0, 1),
    };

    /// <summary>The share and the count in few words.</summary>
    public static string CountOf(PassProgressInfo progress) => progress.ItemsTotal is { } total
        ? $"{Count(progress.ItemsDone)} of {Count(total)}"
        : progress.Phase == nameof(PassPhase.Connecting) ? "signing in" : "counting";

    /// <summary>One line below the status; empty where there is nothing to say.</summary>
    public static string Of(LatestPassInfo pass, DateTimeOffset now) => pass.State switch
    {
        PassState.Submitted when pass.Due > now => $"starts in {Long(pass.Due - now)}",
        PassState.Migrating or PassState.Stopping => Join(RateOf(pass.Progress), LeftOf(pass.Progress, now)),
        PassState.Failed => pass.Failure?.Message ?? "",
        PassState.Completed or PassState.CompletedWithErrors or PassState.Stopped => EndOf(pass),
        _ => "",
    };

    /// <summary>What moves a second, or where that is little a minute; empty where nothing does.</summary>
    public static string RateOf(PassProgressInfo progress) => progress switch
    {
        { ItemsPerSecond: >= LeastItemsASecond } => $"{Count((long)Math.Round(progress.ItemsPerSecond))} items/s",
        { BytesPerSecond: > 0 } => $"{Size(progress.BytesPerSecond * 60)}/min",
        _ => "",
    };

    /// <summary>Decimal units, as disks and quotas are sold.</summary>
    public static string Size(double bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        var unit = 0;
        for (; bytes >= 999.5 && unit < units.Length - 1; unit++)
        {
            bytes /= 1000;
        }

        return $"{bytes.ToString(unit == 0 || bytes >= 99.95 ? "N0" : "N1", CultureInfo.CurrentCulture)} {units[unit]}";
    }

    /// <summary>A time in the two largest units that matter.</summary>
    public static string Long(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => $"{time.Minutes} min",
        { TotalDays: < 1 } => time.Minutes == 0 ? $"{time.Hours} h" : $"{time.Hours} h {time.Minutes} min",
        { TotalDays: < 2 } => time.Hours == 0 ? "1 day" : $"1 day {time.Hours} h",
        _ => $"{Count(time.Days)} days",
    };

    private static string LeftOf(PassProgressInfo progress, DateTimeOffset now) => progress switch
    {
        { WaitsUntil: { } until } when until > now => $"waits {Long(until - now)}",
        { Phase: nameof(PassPhase.Verifying) } => "comparing",
        { Phase: nameof(PassPhase.Refreshing) } => "bringing over flags",
        { Phase: nameof(PassPhase.Settling) } => "asking what arrived",
        { Expected: { } expected } => $"{Long(expected > now ? expected - now : TimeSpan.Zero)} left",
        { ItemsTotal: null, Folder: { } folder } => folder,
        _ => "",
    };

    private static string EndOf(LatestPassInfo pass) => pass.Kind == PassKind.Verify ? "" : Join(
        $"{Count(pass.Progress.Copied)} copied",
        pass.Progress.BytesCopied > 0 ? Size(pass.Progress.BytesCopied) : "",
        pass.Progress.AlreadyThere > 0 ? $"{Count(pass.Progress.AlreadyThere)} there already" : "");

    private static string Count(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private static string Join(params string[] parts) => string.Join(" · ", parts.Where(part => part.Length > 0));
}
