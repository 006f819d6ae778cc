using Turnstone.Sandbox.SignIn;

namespace Turnstone.Sandbox.Access;

/// <summary>
/// Decides who may open what. Grants come with the account or from a rule; a denial, by rule or by being a directory
/// administrator, outweighs them all. Nobody reaches a foreign mailbox otherwise.
/// </summary>
internal sealed class AccessRules(IReadOnlyList<AccessRule> rules)
{
    public bool Allows(Account account, string mailbox, AccessKind kind)
    {
        if (account.IsDirectoryAdmin)
        {
            return false;
        }

        var isGranted = kind == AccessKind.FullAccess ? account.HasFullAccess : account.MayImpersonate;
        foreach (var rule in rules)
        {
            if (rule.Kind == kind && Names(rule, account) && (rule.Mailbox == "*" || IsSame(rule.Mailbox, mailbox)))
            {
                if (rule.IsDenied)
                {
                    return false;
                }

                isGranted = true;
            }
        }

        return isGranted;
    }

    private static bool Names(AccessRule rule, Account account) =>
        IsSame(rule.Account, account.Alias) || IsSame(rule.Account, account.SmtpAddress) || IsSame(rule.Account, account.UserPrincipalName);

    private static bool IsSame(string a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
