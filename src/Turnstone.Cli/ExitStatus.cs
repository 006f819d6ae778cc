using Turnstone.Engine.Reporting;

namespace Turnstone.Cli;

/// <summary>What a script learns from the way the program ends.</summary>
internal static class ExitStatus
{
    public const int Fine = 0;
    public const int ItemErrors = 2;
    public const int MailboxFailed = 3;
    public const int Stopped = 4;
    public const int Different = 5;
    public const int WrongUse = 64;

    /// <summary>A server understood what it was asked and did not do it, or what was named is not there.</summary>
    public const int Refused = 65;

    /// <summary>A server was not reached, or what answered is none of ours.</summary>
    public const int Unreachable = 69;

    /// <summary>Nobody is signed in, or whoever is may not do this.</summary>
    public const int NotAllowed = 77;

    /// <summary>
    /// The gravest word wins. A failed mailbox needs a person, so it outranks all. A difference is about mail that was said to be there.
    /// A stop outranks item errors, because those are the result of a run that ended, and this one did not.
    /// </summary>
    public static int Of(RunReport report)
    {
        var mailboxes = report.Mailboxes.Select(mailbox => mailbox.Report).ToList();
        return mailboxes switch
        {
            _ when mailboxes.Exists(mailbox => mailbox.Status == PassStatus.Failed) => MailboxFailed,
            _ when mailboxes.Exists(mailbox => mailbox.Verification.Different > 0) => Different,
            _ when mailboxes.Exists(mailbox => mailbox.Status == PassStatus.Stopped) => Stopped,
            _ when mailboxes.Exists(mailbox => mailbox.Status == PassStatus.CompletedWithErrors) => ItemErrors,
            _ => Fine,
        };
    }
}
