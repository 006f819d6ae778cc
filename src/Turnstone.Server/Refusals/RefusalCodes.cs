namespace Turnstone.Server.Refusals;

/// <summary>Every code a request can be refused with. The code is the contract; its words may change. None is used again for something else.</summary>
internal static class RefusalCodes
{
    public const string NotFound = "not-found";
    public const string ChangedMeanwhile = "changed-meanwhile";
    public const string SetupDone = "setup/done";
    public const string SetupCode = "setup/code";
    public const string PasswordWeak = "agent/password-weak";
    public const string SignInWrong = "session/wrong";
    public const string SignInLocked = "session/locked";
    public const string SignInCodeNeeded = "session/code-needed";
    public const string NoWorkgroup = "session/no-workgroup";
    public const string RoleTooLow = "agent/role-too-low";
    public const string TokenScopeTooLow = "token/scope-too-low";
    public const string TwoStepNeeded = "two-step/needed";
    public const string TwoStepOn = "two-step/on";
    public const string TwoStepOff = "two-step/off";
    public const string TwoStepCode = "two-step/code";
    public const string PasswordWrong = "agent/password-wrong";
    public const string ResetCode = "password-reset/code";
    public const string AdministratorsOnly = "agent/administrators-only";
    public const string LastAdministrator = "agent/last-administrator";
    public const string AgentBelongs = "agent/belongs";
    public const string NoMail = "mail/not-set-up";
    public const string InvitationAddress = "invitation/address";
    public const string InvitationCode = "invitation/code";
    public const string InvitationName = "invitation/name";
    public const string TooManyWorkgroups = "workgroup/too-many";
    public const string SessionEnded = "session/ended";
    public const string SessionNeeded = "session/needed";
    public const string ProjectArchived = "project/archived";
    public const string ProjectIncomplete = "project/incomplete";
    public const string PassUnderWay = "pass/under-way";
    public const string PassRetry = "pass/retry-refused";
    public const string PassLimit = "pass/limit";
    public const string PassBounds = "pass/bounds";
    public const string CustomerDomainTaken = "customer/domain-taken";
    public const string CustomerUnknown = "customer/unknown";
    public const string EndpointWrong = "endpoint/wrong";
    public const string EndpointFixed = "endpoint/fixed";
    public const string EndpointNameTaken = "endpoint/name-taken";
    public const string EndpointSecretNeeded = "endpoint/secret-needed";
    public const string ProjectWrong = "project/wrong";
    public const string ProjectFixed = "project/fixed";
    public const string ProjectNameTaken = "project/name-taken";
    public const string OptionsUnconfirmed = "options/unconfirmed";
    public const string OptionsSyntax = "options/syntax";
    public const string MailboxWrong = "mailbox/wrong";
    public const string MailboxTaken = "mailbox/taken";
    public const string MailboxListFaulty = "mailbox/list-faulty";
    public const string MailboxSelection = "mailbox/selection";
}
