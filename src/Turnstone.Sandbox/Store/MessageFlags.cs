namespace Turnstone.Sandbox.Store;

/// <summary>PidTagMessageFlags 0x0E07 ([MS-OXCMSG]).</summary>
[Flags]
internal enum MessageFlags
{
    None = 0,
    Read = 0x01,
    Unmodified = 0x02,
    Submitted = 0x04,
    Unsent = 0x08,
    HasAttachments = 0x10,
    FromMe = 0x20,
    Associated = 0x40,
    Resend = 0x80,
}
