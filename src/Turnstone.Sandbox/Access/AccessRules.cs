namespace Turnstone.Sandbox.Access;

/// <summary>Decides who may open what. Nobody reaches a foreign mailbox without a rule that says so.</summary>
internal sealed class AccessRules(IReadOnlyList<AccessRule> rules)
{
    public bool Allows(string account, string mailbox, AccessKind kind)
    {
        var isGranted = false;
        foreach (var rule in rules)
        {
            if (rule.Kind == kind && IsSame(rule.Account, account) && (rule.Mailbox == "*" || IsSame(rule.Mailbox, mailbox)))
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

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
