namespace Turnstone.Server.Mail;

/// <summary>Every kind of mail there is; each has two templates of its name.</summary>
internal static class MailKinds
{
    public const string Invitation = "invitation";
    public const string PasswordReset = "password-reset";
    public const string PasswordChanged = "password-changed";
}
