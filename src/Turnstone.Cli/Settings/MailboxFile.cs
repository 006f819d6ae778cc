namespace Turnstone.Cli.Settings;

/// <summary>The file of mailboxes to move.</summary>
internal static class MailboxFile
{
    /// <summary>The sound rows in their order; faults go to <paramref name="findings"/>.</summary>
    public static IReadOnlyList<MailboxRow> Read(string option, string path, IReadOnlyCollection<MailboxColumn> required, Findings findings)
    {
        var rules = new MailboxListRules
        {
            Required = required,
            PasswordRemedy = side => $"Write the mailbox's password, or name an account that opens all with --{side}-login and --{side}-password-file.",
        };
        return CsvFile.Read(option, path, findings) is { } table ? MailboxList.Read(table, rules, findings) : [];
    }
}
