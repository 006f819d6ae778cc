namespace Turnstone.Sandbox.Access;

/// <summary>
/// One grant, or with <see cref="IsDenied"/> one explicit denial, which outweighs every grant as it does in Active Directory
/// (the Deny that Domain Admins inherit).
/// </summary>
/// <param name="Account">The sign-in name or address of who asks.</param>
/// <param name="Mailbox">Primary SMTP address, or <c>*</c> for every mailbox.</param>
public sealed record AccessRule(string Account, string Mailbox, AccessKind Kind, bool IsDenied = false);
