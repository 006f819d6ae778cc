namespace Turnstone.Sandbox.Soap;

/// <summary>What went wrong with one item or folder of a request: an answer under status 200, its neighbours untouched.</summary>
internal sealed class EwsError(string code, string text) : Exception(text)
{
    public string Code { get; } = code;

    public IReadOnlyList<(string Name, string Value)> Values { get; init; } = [];

    /// <summary>Warning is the class of items a stopped batch never tried; all else is Error ([D]).</summary>
    public string ResponseClass { get; init; } = "Error";

    public static EwsError ItemNotFound() => new("ErrorItemNotFound", "The specified object was not found in the store.");

    public static EwsError FolderNotFound() => new("ErrorFolderNotFound", "The specified folder could not be found in the store.");

    public static EwsError ParentFolderNotFound() => new("ErrorParentFolderNotFound", "The specified parent folder could not be found.");

    public static EwsError FolderExists() => new("ErrorFolderExists", "A folder with the specified name already exists.");

    public static EwsError MalformedId() => new("ErrorInvalidIdMalformed", "Id is malformed.");

    public static EwsError AccessDenied() => new("ErrorAccessDenied", "Access is denied. Check credentials and try again.");

    public static EwsError MoveCopyFailed() => new("ErrorMoveCopyFailed", "The move or copy operation failed.");

    public static EwsError DistinguishedFolder() => new("ErrorDeleteDistinguishedFolder", "Distinguished folders cannot be deleted.");

    public static EwsError QuotaExceeded() => new("ErrorQuotaExceeded", "Mailbox has exceeded maximum mailbox size.");

    // No trace of the EWS wording was found; this is the code's text in Microsoft's reference. Assumption.
    public static EwsError MessageTooLarge() => new("ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.");

    public static EwsError Internal() => new("ErrorInternalServerError", "An internal server error occurred. The operation failed.");

    // Texts of the three below are from Microsoft's response code reference, not from a recording. Assumption.
    public static EwsError FolderItemQuotaExceeded() => new("ErrorMessagePerFolderCountReceiveQuotaExceeded", "The number of messages in the folder has reached the limit.");

    public static EwsError BatchStopped() =>
        new("ErrorBatchProcessingStopped", "The batch operation was stopped.") { ResponseClass = "Warning" };

    public static EwsError TimeoutExpired() => new("ErrorTimeoutExpired", "The request timed out.");
}
