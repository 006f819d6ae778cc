using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;

namespace Turnstone.Server.Mailboxes;

/// <summary>What passes and their states are called on pages: as the guides call them that people know.</summary>
internal static class PassWords
{
    /// <summary>Where the latest pass stands; of none, that there is none.</summary>
    public static LatestPassState StateOf(PassState? state) => state is { } stands ? Enum.Parse<LatestPassState>(stands.ToString()) : LatestPassState.None;

    public static string Of(LatestPassState state) => state switch
    {
        LatestPassState.None => "Not Submitted",
        LatestPassState.Submitted => "Submitted",
        LatestPassState.Queued => "Queued",
        LatestPassState.WaitingForUser => "Waiting for User",
        LatestPassState.Migrating => "Migrating",
        LatestPassState.Stopping => "Stopping",
        LatestPassState.Stopped => "Stopped",
        LatestPassState.Completed => "Completed",
        LatestPassState.CompletedWithErrors => "Completed with errors",
        _ => "Failed",
    };

    public static string Of(PassKind kind) => kind switch
    {
        PassKind.Verify => "Verify Credentials",
        PassKind.Trial => "Trial Migration",
        PassKind.PreStage => "Pre-Stage Migration",
        PassKind.Full => "Full Migration",
        _ => "Retry Errors",
    };

    public static string ShortOf(PassKind kind) => kind switch
    {
        PassKind.Verify => "Verification",
        PassKind.Trial => "Trial",
        PassKind.PreStage => "Pre-Stage",
        PassKind.Full => "Full",
        _ => "Retry",
    };
}
