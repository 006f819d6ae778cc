namespace Turnstone.Engine.Failures;

/// <summary>Every code there is, one line each. A code is never reused for another meaning.</summary>
public static class FailureCodes
{
    // Source: the session.
    public static readonly FailureCode SourceUnreachable = new("source/unreachable");
    public static readonly FailureCode SourceCertificate = new("source/certificate");
    public static readonly FailureCode SourceTlsRequired = new("source/tls-required");
    public static readonly FailureCode SourceSignIn = new("source/sign-in");
    public static readonly FailureCode SourceCredentialsMissing = new("source/credentials-missing");
    public static readonly FailureCode SourceConnectionLost = new("source/connection-lost");
    public static readonly FailureCode SourceThrottled = new("source/throttled");
    public static readonly FailureCode SourceProtocol = new("source/protocol");

    // Source: folders and items.
    public static readonly FailureCode SourceFolderUnavailable = new("source/folder-unavailable");
    public static readonly FailureCode SourceListIncomplete = new("source/list-incomplete");
    public static readonly FailureCode SourceUidValidityChanged = new("source/uidvalidity-changed");
    public static readonly FailureCode SourceItemUnreadable = new("source/item-unreadable");
    public static readonly FailureCode SourceItemVanished = new("source/item-vanished");

    // Destination: the session.
    public static readonly FailureCode DestinationUnreachable = new("destination/unreachable");
    public static readonly FailureCode DestinationCertificate = new("destination/certificate");
    public static readonly FailureCode DestinationNotExchange = new("destination/not-exchange");
    public static readonly FailureCode DestinationSignIn = new("destination/sign-in");
    public static readonly FailureCode DestinationCredentialsMissing = new("destination/credentials-missing");
    public static readonly FailureCode DestinationForbidden = new("destination/forbidden");
    public static readonly FailureCode DestinationMailboxNotFound = new("destination/mailbox-not-found");
    public static readonly FailureCode DestinationAccessDenied = new("destination/access-denied");
    public static readonly FailureCode DestinationImpersonationDenied = new("destination/impersonation-denied");
    public static readonly FailureCode DestinationQuota = new("destination/quota");
    public static readonly FailureCode DestinationThrottled = new("destination/throttled");
    public static readonly FailureCode DestinationUnavailable = new("destination/unavailable");
    public static readonly FailureCode DestinationReplyLost = new("destination/reply-lost");
    public static readonly FailureCode DestinationProtocol = new("destination/protocol");
    public static readonly FailureCode DestinationRequestRefused = new("destination/request-refused");

    // Destination: folders and items.
    public static readonly FailureCode DestinationFolderUnavailable = new("destination/folder-unavailable");
    public static readonly FailureCode DestinationNameTaken = new("destination/name-taken");
    public static readonly FailureCode DestinationFolderFull = new("destination/folder-full");
    public static readonly FailureCode DestinationItemTooLarge = new("destination/item-too-large");
    public static readonly FailureCode DestinationItemRefused = new("destination/item-refused");
    public static readonly FailureCode DestinationVirus = new("destination/virus");
    public static readonly FailureCode DestinationUnknownFate = new("destination/unknown-fate");

    // Refreshing: not a failure of the item, which is there, but of bringing over what changed of its state.
    public static readonly FailureCode DestinationFlagsRefused = new("destination/flags-refused");

    // Local.
    public static readonly FailureCode LocalJournal = new("local/journal");
    public static readonly FailureCode LocalJournalUnreachable = new("local/journal-unreachable");
    public static readonly FailureCode LocalMailboxBusy = new("local/mailbox-busy");
    public static readonly FailureCode LocalMailboxTaken = new("local/mailbox-taken");
    public static readonly FailureCode LocalDisk = new("local/disk");
    public static readonly FailureCode LocalOptions = new("local/options");
    public static readonly FailureCode LocalInternal = new("local/internal");
    public static readonly FailureCode LocalTooManyErrors = new("local/too-many-errors");
    public static readonly FailureCode LocalRetryRefused = new("local/retry-refused");
    public static readonly FailureCode LocalDoesNotAddUp = new("local/does-not-add-up");
    public static readonly FailureCode LocalOutsideHours = new("local/outside-hours");
    public static readonly FailureCode LocalFolderFailed = new("local/folder-failed");

    // Verification: not failures either, the item is there.
    public static readonly FailureCode VerificationDifferent = new("verification/different");

    // Recognised: not a failure either, the item was delivered from the folder it was moved out of.
    public static readonly FailureCode RuleMoved = new("rule/moved");

    // Skips by rule: not failures, but each item left behind says why.
    public static readonly FailureCode RuleTrialSample = new("rule/trial-sample");
    public static readonly FailureCode RuleTooNew = new("rule/too-new");
    public static readonly FailureCode RuleTooOld = new("rule/too-old");
    public static readonly FailureCode RuleTooLarge = new("rule/too-large");
    public static readonly FailureCode RuleTooSmall = new("rule/too-small");
    public static readonly FailureCode RuleNotInRetry = new("rule/not-in-retry");
    public static readonly FailureCode RuleStopped = new("rule/stopped");
    public static readonly FailureCode RuleSameMessage = new("rule/same-message");
}
