namespace Turnstone.Sandbox.Mime;

/// <summary>Exchange would refuse this MIME; <see cref="ResponseCode"/> is the EWS code it stands for.</summary>
public sealed class MimeImportException : Exception
{
    internal MimeImportException(string responseCode, string message)
        : base(message) => ResponseCode = responseCode;

    public string ResponseCode { get; }

    // Assumption: no recording shows what Exchange answers to a stream without a byte in it; it cannot be a message.
    internal static MimeImportException Empty() =>
        new("ErrorMimeContentInvalid", "The MIME content is invalid.");

    // Assumption: text of the message; code and limit from the response code list (2010 SP2 and later) [D].
    internal static MimeImportException NestedTooDeep() =>
        new("ErrorAttachmentNestLevelLimitExceeded", "The attachment nesting level limit has been exceeded.");
}
