using Turnstone.Server.Mail;
using Turnstone.Storage.Notices;

namespace Turnstone.Server.Notices;

/// <summary>What there is to each kind of notice: the mail's kind, the values its words may name, and made-up ones to look at it with.</summary>
internal static class NoticeKinds
{
    private static readonly Dictionary<string, object> Mailbox = new()
    {
        ["source"] = "anna@old.example", ["destination"] = "anna@new.example", ["project"] = "Move", ["company"] = "Example Ltd",
    };

    private static readonly Dictionary<string, object> Pass = new(Mailbox)
    {
        ["kind"] = "Full migration", ["status"] = "Completed", ["copied"] = "3,412", ["already_there"] = "120", ["skipped"] = "0", ["errors"] = 0, ["size"] = "420 MB",
        ["started"] = "26 November 2026, 12:00", ["finished"] = "26 November 2026, 13:30", ["failure"] = "", ["remedy"] = "",
    };

    private static readonly Dictionary<string, object> User = new(Mailbox) { ["date"] = "", ["webmail"] = "https://mail.new.example/owa", ["contact"] = "it@msp.example" };

    private static readonly Dictionary<string, object> Credentials = new(Mailbox)
    {
        ["needed"] = "the user name and password of your present mailbox", ["link"] = "https://turnstone.example/credentials?code=sample", ["expires"] = "3 December 2026, 12:00",
        ["reminder"] = false, ["contact"] = "it@msp.example",
    };

    /// <summary>Whether it goes to the users of mailboxes when an operator asks for it.</summary>
    public static bool IsForUsers(NoticeKind kind) => kind is NoticeKind.BeforePreStage or NoticeKind.AfterCutOver;

    /// <summary>The kind of mail it is.</summary>
    public static string MailKindOf(NoticeKind kind) => kind switch
    {
        NoticeKind.PassSucceeded => MailKinds.PassSucceeded,
        NoticeKind.PassFailed => MailKinds.PassFailed,
        NoticeKind.BeforePreStage => MailKinds.BeforePreStage,
        NoticeKind.AfterCutOver => MailKinds.AfterCutOver,
        NoticeKind.CredentialsNeeded => MailKinds.CredentialsNeeded,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The names its words may use.</summary>
    public static IReadOnlyList<string> NamesOf(NoticeKind kind) => [.. SampleOf(kind).Keys];

    /// <summary>Values to look at it with.</summary>
    public static IReadOnlyDictionary<string, object> SampleOf(NoticeKind kind) => kind switch
    {
        NoticeKind.PassSucceeded => Pass,
        NoticeKind.PassFailed => Failed,
        NoticeKind.BeforePreStage or NoticeKind.AfterCutOver => User,
        NoticeKind.CredentialsNeeded => Credentials,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static readonly Dictionary<string, object> Failed = new(Pass)
    {
        ["status"] = "Failed", ["copied"] = "17", ["errors"] = 2, ["failure"] = "The source refused the password.", ["remedy"] = "Enter the mailbox's password, then start the same pass again.",
    };
}
