namespace Turnstone.Ews.Types;

/// <summary>
/// The server's word for what happened. Any word is kept as it came; the constants are those a client decides by.
/// Decide by these and never by texts, which follow the mailbox's language.
/// </summary>
public readonly record struct ResponseCode(string Name)
{
    public static readonly ResponseCode NoError = new("NoError");
    public static readonly ResponseCode ErrorADOperation = new("ErrorADOperation");
    public static readonly ResponseCode ErrorADUnavailable = new("ErrorADUnavailable");
    public static readonly ResponseCode ErrorAccessDenied = new("ErrorAccessDenied");
    public static readonly ResponseCode ErrorAccountDisabled = new("ErrorAccountDisabled");
    public static readonly ResponseCode ErrorArchiveMailboxNotEnabled = new("ErrorArchiveMailboxNotEnabled");
    public static readonly ResponseCode ErrorAttachmentNestLevelLimitExceeded = new("ErrorAttachmentNestLevelLimitExceeded");
    public static readonly ResponseCode ErrorAttachmentSizeLimitExceeded = new("ErrorAttachmentSizeLimitExceeded");
    public static readonly ResponseCode ErrorBatchProcessingStopped = new("ErrorBatchProcessingStopped");
    public static readonly ResponseCode ErrorChangeKeyRequired = new("ErrorChangeKeyRequired");
    public static readonly ResponseCode ErrorChangeKeyRequiredForWriteOperations = new("ErrorChangeKeyRequiredForWriteOperations");
    public static readonly ResponseCode ErrorConnectionFailed = new("ErrorConnectionFailed");
    public static readonly ResponseCode ErrorContentConversionFailed = new("ErrorContentConversionFailed");
    public static readonly ResponseCode ErrorCorruptData = new("ErrorCorruptData");
    public static readonly ResponseCode ErrorCreateItemAccessDenied = new("ErrorCreateItemAccessDenied");
    public static readonly ResponseCode ErrorCreateSubfolderAccessDenied = new("ErrorCreateSubfolderAccessDenied");
    public static readonly ResponseCode ErrorCrossSiteRequest = new("ErrorCrossSiteRequest");
    public static readonly ResponseCode ErrorDataSizeLimitExceeded = new("ErrorDataSizeLimitExceeded");
    public static readonly ResponseCode ErrorDuplicateSOAPHeader = new("ErrorDuplicateSOAPHeader");
    public static readonly ResponseCode ErrorExceededConnectionCount = new("ErrorExceededConnectionCount");
    public static readonly ResponseCode ErrorFolderExists = new("ErrorFolderExists");
    public static readonly ResponseCode ErrorFolderNotFound = new("ErrorFolderNotFound");
    public static readonly ResponseCode ErrorFolderSave = new("ErrorFolderSave");
    public static readonly ResponseCode ErrorFolderSavePropertyError = new("ErrorFolderSavePropertyError");
    public static readonly ResponseCode ErrorImpersonateUserDenied = new("ErrorImpersonateUserDenied");
    public static readonly ResponseCode ErrorImpersonationDenied = new("ErrorImpersonationDenied");
    public static readonly ResponseCode ErrorImpersonationFailed = new("ErrorImpersonationFailed");
    public static readonly ResponseCode ErrorIncorrectSchemaVersion = new("ErrorIncorrectSchemaVersion");
    public static readonly ResponseCode ErrorInsufficientResources = new("ErrorInsufficientResources");
    public static readonly ResponseCode ErrorInternalServerError = new("ErrorInternalServerError");
    public static readonly ResponseCode ErrorInternalServerTransientError = new("ErrorInternalServerTransientError");
    public static readonly ResponseCode ErrorInvalidExchangeImpersonationHeaderData = new("ErrorInvalidExchangeImpersonationHeaderData");
    public static readonly ResponseCode ErrorInvalidExtendedProperty = new("ErrorInvalidExtendedProperty");
    public static readonly ResponseCode ErrorInvalidExtendedPropertyValue = new("ErrorInvalidExtendedPropertyValue");
    public static readonly ResponseCode ErrorInvalidFolderId = new("ErrorInvalidFolderId");
    public static readonly ResponseCode ErrorInvalidId = new("ErrorInvalidId");
    public static readonly ResponseCode ErrorInvalidIdMalformed = new("ErrorInvalidIdMalformed");
    public static readonly ResponseCode ErrorInvalidItemForOperationCreateItem = new("ErrorInvalidItemForOperationCreateItem");
    public static readonly ResponseCode ErrorInvalidOperation = new("ErrorInvalidOperation");
    public static readonly ResponseCode ErrorInvalidPropertySet = new("ErrorInvalidPropertySet");
    public static readonly ResponseCode ErrorInvalidRequest = new("ErrorInvalidRequest");
    public static readonly ResponseCode ErrorInvalidSchemaVersionForMailboxVersion = new("ErrorInvalidSchemaVersionForMailboxVersion");
    public static readonly ResponseCode ErrorInvalidServerVersion = new("ErrorInvalidServerVersion");
    public static readonly ResponseCode ErrorInvalidSmtpAddress = new("ErrorInvalidSmtpAddress");
    public static readonly ResponseCode ErrorInvalidSyncStateData = new("ErrorInvalidSyncStateData");
    public static readonly ResponseCode ErrorInvalidUserPrincipalName = new("ErrorInvalidUserPrincipalName");
    public static readonly ResponseCode ErrorIrresolvableConflict = new("ErrorIrresolvableConflict");
    public static readonly ResponseCode ErrorItemCorrupt = new("ErrorItemCorrupt");
    public static readonly ResponseCode ErrorItemNotFound = new("ErrorItemNotFound");
    public static readonly ResponseCode ErrorItemSave = new("ErrorItemSave");
    public static readonly ResponseCode ErrorItemSavePropertyError = new("ErrorItemSavePropertyError");
    public static readonly ResponseCode ErrorMailboxConfiguration = new("ErrorMailboxConfiguration");
    public static readonly ResponseCode ErrorMailboxFailover = new("ErrorMailboxFailover");
    public static readonly ResponseCode ErrorMailboxMoveInProgress = new("ErrorMailboxMoveInProgress");
    public static readonly ResponseCode ErrorMailboxStoreUnavailable = new("ErrorMailboxStoreUnavailable");
    public static readonly ResponseCode ErrorMessageDispositionRequired = new("ErrorMessageDispositionRequired");
    public static readonly ResponseCode ErrorMessagePerFolderCountReceiveQuotaExceeded = new("ErrorMessagePerFolderCountReceiveQuotaExceeded");
    public static readonly ResponseCode ErrorMessageSizeExceeded = new("ErrorMessageSizeExceeded");
    public static readonly ResponseCode ErrorMimeContentConversionFailed = new("ErrorMimeContentConversionFailed");
    public static readonly ResponseCode ErrorMimeContentInvalid = new("ErrorMimeContentInvalid");
    public static readonly ResponseCode ErrorMimeContentInvalidBase64String = new("ErrorMimeContentInvalidBase64String");
    public static readonly ResponseCode ErrorMissingEmailAddress = new("ErrorMissingEmailAddress");
    public static readonly ResponseCode ErrorNoApplicableProxyCASServersAvailable = new("ErrorNoApplicableProxyCASServersAvailable");
    public static readonly ResponseCode ErrorNoFolderClassOverride = new("ErrorNoFolderClassOverride");
    public static readonly ResponseCode ErrorNoRespondingCASInDestinationSite = new("ErrorNoRespondingCASInDestinationSite");
    public static readonly ResponseCode ErrorNonExistentMailbox = new("ErrorNonExistentMailbox");
    public static readonly ResponseCode ErrorNotEnoughMemory = new("ErrorNotEnoughMemory");
    public static readonly ResponseCode ErrorObjectTypeChanged = new("ErrorObjectTypeChanged");
    public static readonly ResponseCode ErrorParentFolderNotFound = new("ErrorParentFolderNotFound");
    public static readonly ResponseCode ErrorPasswordExpired = new("ErrorPasswordExpired");
    public static readonly ResponseCode ErrorPropertyUpdate = new("ErrorPropertyUpdate");
    public static readonly ResponseCode ErrorQuotaExceeded = new("ErrorQuotaExceeded");
    public static readonly ResponseCode ErrorSchemaValidation = new("ErrorSchemaValidation");
    public static readonly ResponseCode ErrorServerBusy = new("ErrorServerBusy");
    public static readonly ResponseCode ErrorServiceUnavailable = new("ErrorServiceUnavailable");
    public static readonly ResponseCode ErrorStaleObject = new("ErrorStaleObject");
    public static readonly ResponseCode ErrorTimeoutExpired = new("ErrorTimeoutExpired");
    public static readonly ResponseCode ErrorToFolderNotFound = new("ErrorToFolderNotFound");
    public static readonly ResponseCode ErrorTooManyObjectsOpened = new("ErrorTooManyObjectsOpened");
    public static readonly ResponseCode ErrorUnsupportedMimeConversion = new("ErrorUnsupportedMimeConversion");
    public static readonly ResponseCode ErrorVirusDetected = new("ErrorVirusDetected");
    public static readonly ResponseCode ErrorVirusMessageDeleted = new("ErrorVirusMessageDeleted");
    public static readonly ResponseCode ErrorWrongServerVersion = new("ErrorWrongServerVersion");

    public override string ToString() => Name ?? "(none)";
}
