using System.Globalization;
using Turnstone.Engine.Planning;

namespace Turnstone.Engine.Reporting;

/// <summary>The words reports are written with: a contract with scripts, the same in every form.</summary>
public static class ReportWords
{
    /// <summary>As <c>--pass</c> takes it.</summary>
    public static string For(PassKind kind) => kind switch
    {
        PassKind.Verify => "verify",
        PassKind.Trial => "trial",
        PassKind.PreStage => "prestage",
        PassKind.Full => "full",
        PassKind.Retry => "retry",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No word for this kind of pass."),
    };

    /// <summary>As people read it in a list of mailboxes.</summary>
    public static string For(PassStatus status) => status switch
    {
        PassStatus.Completed => "Completed",
        PassStatus.CompletedWithErrors => "Completed with errors",
        PassStatus.Failed => "Failed",
        PassStatus.Stopped => "Stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No word for this status."),
    };

    /// <summary>In the report's own spelling.</summary>
    public static string For(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Copied => "copied",
        ItemOutcome.AlreadyThere => "alreadyThere",
        ItemOutcome.Skipped => "skipped",
        ItemOutcome.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No word for this outcome."),
    };

    /// <summary>As <c>--verify-content</c> takes it.</summary>
    public static string For(VerificationMode mode) => mode switch
    {
        VerificationMode.None => "none",
        VerificationMode.Sample => "sample",
        VerificationMode.Full => "full",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No word for this mode."),
    };

    /// <summary>ISO 8601, UTC, whole seconds: <c>2026-03-01T07:30:00Z</c>.</summary>
    public static string For(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>As people read it, UTC: <c>2026-03-01 07:30:00</c>.</summary>
    public static string ForReading(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
