using Turnstone.Engine.Failures;
using static Turnstone.Connectors.Exchange.AnswerMeaning;
using static Turnstone.Engine.Failures.FailureCodes;
using static Turnstone.Engine.Failures.FailureScope;
using ResponseCode = Turnstone.Ews.Types.ResponseCode;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// What each response code of EWS means to a migration, in one place. The codes and their texts are Microsoft's
/// (web-service-reference/responsecode); the meanings are those of the reference, except that a code which leaves room for doubt
/// whether an item was saved is asked about rather than repeated.
/// </summary>
internal static class AnswerTable
{
    private static readonly Dictionary<string, Entry> Entries = new(StringComparer.Ordinal)
    {
        // Busy: refused before any work was done.
        ["ErrorServerBusy"] = new(Wait, DestinationThrottled, Mailbox, "is busy", "Nothing to do; to go faster, give the account a throttling policy without EWS limits."),
        ["ErrorExceededConnectionCount"] = new(Wait, DestinationThrottled, Mailbox, "allows no more requests at once", "Nothing to do; raise EwsMaxConcurrency to go faster."),
        ["ErrorTooManyObjectsOpened"] = new(Wait, DestinationThrottled, Mailbox, "has too many objects open for this account", "Nothing to do; fewer mailboxes at once lighten it."),
        ["ErrorInsufficientResources"] = new(Wait, DestinationThrottled, Mailbox, "is short of resources"),
        ["ErrorNotEnoughMemory"] = new(Wait, DestinationThrottled, Mailbox, "is short of memory"),
        ["ErrorServiceUnavailable"] = new(Wait, DestinationUnavailable, Mailbox, "is not available for a while"),

        // Not now: nothing was done either.
        ["ErrorBatchProcessingStopped"] = new(Again, DestinationUnavailable, Item, "did not come to this item"),
        ["ErrorADUnavailable"] = new(Again, DestinationUnavailable, Mailbox, "cannot reach its directory", "Check the domain controllers if it lasts."),
        ["ErrorADOperation"] = new(Again, DestinationUnavailable, Mailbox, "had trouble with its directory", "Check the domain controllers if it lasts."),
        ["ErrorMailboxMoveInProgress"] = new(Again, DestinationUnavailable, Mailbox, "is moving the mailbox to another database", "Wait until the move is over."),
        ["ErrorNoRespondingCASInDestinationSite"] = new(Again, DestinationUnavailable, Mailbox, "finds no server for the mailbox's site"),
        ["ErrorNoApplicableProxyCASServersAvailable"] = new(Again, DestinationUnavailable, Mailbox, "finds no server for the mailbox's site"),

        // In doubt: the store may have saved before the trouble.
        ["ErrorInternalServerError"] = new(Ask, DestinationUnavailable, Item, "had an internal error"),
        ["ErrorInternalServerTransientError"] = new(Ask, DestinationUnavailable, Item, "had a passing internal error"),
        ["ErrorTimeoutExpired"] = new(Ask, DestinationUnavailable, Item, "ran out of time"),
        ["ErrorConnectionFailed"] = new(Ask, DestinationUnavailable, Mailbox, "lost its connection to the mailbox's database"),
        ["ErrorMailboxFailover"] = new(Ask, DestinationUnavailable, Mailbox, "is moving the database to another server"),
        ["ErrorMailboxStoreUnavailable"] = new(Ask, DestinationUnavailable, Mailbox, "cannot reach the mailbox's database", "Check that the database is mounted if it lasts."),
        ["ErrorIrresolvableConflict"] = new(Ask, DestinationUnavailable, Item, "met a conflicting change"),

        // This item.
        ["ErrorMessageSizeExceeded"] = TooLarge("takes no message of this size into this mailbox", "Raise MaxReceiveSize and MaxSendSize of the mailbox, of the account that imports and of the organisation."),
        ["ErrorDataSizeLimitExceeded"] = TooLarge("takes no property of this size", "Raise the organisation's and the mailbox's message size limits."),
        ["ErrorAttachmentSizeLimitExceeded"] = TooLarge("takes no attachment of this size", "Raise the organisation's and the mailbox's message size limits."),
        ["ErrorAttachmentNestLevelLimitExceeded"] = Refused("takes no messages nested so deeply"),
        ["ErrorMimeContentInvalid"] = Refused("cannot read the message"),
        ["ErrorMimeContentConversionFailed"] = Refused("cannot convert the message"),
        ["ErrorContentConversionFailed"] = Refused("cannot convert the message"),
        ["ErrorUnsupportedMimeConversion"] = Refused("does not convert a message of this kind"),
        ["ErrorCorruptData"] = Refused("finds the message damaged"),
        ["ErrorItemCorrupt"] = Refused("finds the message damaged"),
        ["ErrorItemSave"] = Refused("could not save the message"),
        ["ErrorItemSavePropertyError"] = Refused("could not save a property of the message"),
        ["ErrorPropertyUpdate"] = Refused("could not set a property of the message"),
        ["ErrorInvalidItemForOperationCreateItem"] = Refused("does not take an item of this kind"),
        ["ErrorVirusDetected"] = new(Refuse, DestinationVirus, Item, "found a virus in the message", "Look at the message at the source; its scanner refused it, not Turnstone."),
        ["ErrorVirusMessageDeleted"] = new(Refuse, DestinationVirus, Item, "found a virus and removed the message", "Look at the message at the source; its scanner refused it, not Turnstone."),

        // Our own fault: never to reach a user, and never to stop a mailbox if it does.
        ["ErrorMimeContentInvalidBase64String"] = OurFault(),
        ["ErrorSchemaValidation"] = OurFault(),
        ["ErrorInvalidRequest"] = OurFault(),
        ["ErrorInvalidExtendedProperty"] = OurFault(),
        ["ErrorInvalidExtendedPropertyValue"] = OurFault(),
        ["ErrorInvalidPropertySet"] = OurFault(),
        ["ErrorDuplicateSOAPHeader"] = OurFault(),

        // This folder.
        ["ErrorMessagePerFolderCountReceiveQuotaExceeded"] = new(End, DestinationFolderFull, Folder, "has a limit of items in a folder, and this one is full", "Raise MailboxMessagesPerFolderCountReceiveQuota, or map the folder to several."),
        ["ErrorFolderNotFound"] = Gone(),
        ["ErrorToFolderNotFound"] = Gone(),
        ["ErrorParentFolderNotFound"] = Gone(),
        ["ErrorItemNotFound"] = Gone(),
        ["ErrorInvalidFolderId"] = Gone(),
        ["ErrorInvalidId"] = Gone(),
        ["ErrorInvalidIdMalformed"] = Gone(),
        ["ErrorFolderSave"] = new(End, DestinationFolderUnavailable, Folder, "could not make the folder", "Check the mailbox's folder quotas (depth, children) and the folder's name."),
        ["ErrorFolderSavePropertyError"] = new(End, DestinationFolderUnavailable, Folder, "could not make the folder", "Check the folder's name."),

        // This mailbox.
        ["ErrorQuotaExceeded"] = new(End, DestinationQuota, Mailbox, "says that the mailbox is full", "Raise ProhibitSendReceiveQuota of the mailbox or its database, then run the pass again."),
        ["ErrorAccessDenied"] = Denied("denies access to the mailbox"),
        ["ErrorCreateItemAccessDenied"] = Denied("lets the account read the mailbox but not add to it"),
        ["ErrorCreateSubfolderAccessDenied"] = Denied("does not let the account make folders there"),
        ["ErrorImpersonateUserDenied"] = NoImpersonation(),
        ["ErrorImpersonationDenied"] = NoImpersonation(),
        ["ErrorImpersonationFailed"] = NoImpersonation(),
        ["ErrorNonExistentMailbox"] = NoMailbox("knows no mailbox of this address"),
        ["ErrorMissingEmailAddress"] = NoMailbox("says that the account has no mailbox of its own"),
        ["ErrorInvalidSmtpAddress"] = NoMailbox("takes this for no mail address"),
        ["ErrorInvalidUserPrincipalName"] = NoMailbox("takes this for no user"),
        ["ErrorAccountDisabled"] = NoMailbox("says that the account is disabled"),
        ["ErrorMailboxConfiguration"] = NoMailbox("says that the mailbox is set up wrongly"),
        ["ErrorArchiveMailboxNotEnabled"] = NoMailbox("says that the mailbox has no archive"),
        ["ErrorWrongServerVersion"] = new(End, DestinationProtocol, Mailbox, "is of another version than the mailbox's server", "Give the EWS address of a server as new as the mailbox's."),
        ["ErrorCrossSiteRequest"] = new(End, DestinationProtocol, Mailbox, "says that the mailbox lives in another site", "Give the EWS address of the mailbox's own site."),
        ["ErrorInvalidSchemaVersionForMailboxVersion"] = new(End, DestinationProtocol, Mailbox, "has the mailbox on an older version", "Give the EWS address of the mailbox's own server."),

        // Everything that uses the account.
        ["ErrorPasswordExpired"] = new(End, DestinationSignIn, Project, "says that the account's password has expired", "Set a new one and start again."),
    };

    /// <summary>All codes the table knows.</summary>
    public static IReadOnlyCollection<string> Codes => Entries.Keys;

    /// <summary>What a code means; one that is not known may mean anything, so it is asked about.</summary>
    public static Entry Look(ResponseCode code) =>
        Entries.TryGetValue(code.Name ?? "", out var entry) ? entry : new Entry(Ask, DestinationUnavailable, Item, "gave an answer that is not known");

    private static Entry TooLarge(string what, string remedy) => new(Refuse, DestinationItemTooLarge, Item, what, remedy);

    private static Entry Refused(string what) => new(Refuse, DestinationItemRefused, Item, what, "Open the message at the source and, if it matters, forward it as an attachment.");

    private static Entry OurFault() => new(Refuse, DestinationRequestRefused, Item, "does not understand the request", "This is a fault in Turnstone: please report it with the code.");

    private static Entry Gone() => new(End, DestinationFolderUnavailable, Folder, "no longer has the folder", "Run the pass again: the folder is looked up or made anew.");

    private static Entry Denied(string what) => new(End, DestinationAccessDenied, Mailbox, what, "Give the account FullAccess on the mailbox; a new right takes up to two hours to be known everywhere.");

    private static Entry NoImpersonation() => new(
        End, DestinationImpersonationDenied, Mailbox, "does not let the account impersonate", "Assign the role ApplicationImpersonation to the account, with a scope that includes this mailbox.");

    private static Entry NoMailbox(string what) => new(End, DestinationMailboxNotFound, Mailbox, what, "Check the address: it must be the mailbox's primary one.");

    /// <param name="Meaning">What follows.</param>
    /// <param name="Code">Our name for it.</param>
    /// <param name="Scope">How far it reaches.</param>
    /// <param name="What">The end of a sentence that begins with the server.</param>
    /// <param name="Remedy">What to do.</param>
    internal sealed record Entry(AnswerMeaning Meaning, FailureCode Code, FailureScope Scope, string What, string Remedy = "Nothing to do if it passes.");
}
