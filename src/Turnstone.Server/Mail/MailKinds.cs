namespace Turnstone.Server.Mail;

/// <summary>Every kind of mail there is; each has two templates of its name, but those that a project may word itself, which have the text alone.</summary>
internal static class MailKinds
{
    public const string Invitation = "invitation";
    public const string PasswordReset = "password-reset";
    public const string PasswordChanged = "password-changed";
    public const string OrderPlaced = "order-placed";
    public const string OrderToAccept = "order-to-accept";
    public const string OrderPaid = "order-paid";
    public const string OrderRefused = "order-refused";
    public const string OrderDeclined = "order-declined";
    public const string LicencesExpiring = "licences-expiring";
    public const string LicencesExpired = "licences-expired";
    public const string Statistics = "statistics";
    public const string PassSucceeded = "pass-succeeded";
    public const string PassFailed = "pass-failed";
    public const string PassesSucceeded = "passes-succeeded";
    public const string PassesFailed = "passes-failed";
    public const string BeforePreStage = "before-pre-stage";
    public const string AfterCutOver = "after-cut-over";
    public const string CredentialsNeeded = "credentials-needed";
}
