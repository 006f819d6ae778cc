namespace Turnstone.Engine.Planning;

/// <summary>
/// Reads support options as MigrationWiz writes them: <c>Name=Value</c> or <c>Name="Value"</c>, separated by blanks or lines. The three
/// outcomes are its own: verified, wrong in name or value, wrong in syntax. All faults are found at once.
/// </summary>
public static class SupportOptionsParser
{
    private delegate SupportOptions? Reader(SupportOptions options, string value, Action<string, string> refuse);

    private static readonly Dictionary<string, Reader> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["FolderMapping"] = ReadFolderMapping,
        ["AllowQuoteInFolder"] = ReadAllowQuoteInFolder,
        ["UseEwsImportImpersonation"] = ReadImpersonation,
        ["InitializationTimeout"] = ReadInitializationTimeout,
    };

    private static readonly HashSet<string> NotActedOn = new(["RecipientMapping", "ShrinkFoldersMaxLength", "FolderLimit"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads them all; where <paramref name="faults"/> gets any, what is returned holds only the good ones.</summary>
    public static SupportOptions Parse(IEnumerable<string> texts, ICollection<SupportOptionFault> faults)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(faults);
        var options = SupportOptions.None;
        foreach (var token in texts.SelectMany(SupportOptionTokens.Split))
        {
            options = Read(options, token, faults);
        }

        return options;
    }

    private static SupportOptions Read(SupportOptions options, SupportOptionToken token, ICollection<SupportOptionFault> faults)
    {
        void Refuse(SupportOptionFaultKind kind, string message, string remedy) => faults.Add(new SupportOptionFault(kind, token.Text, message, remedy));

        if (token.Problem is { } problem)
        {
            Refuse(SupportOptionFaultKind.Syntax, problem, "Write Name=Value, or Name=\"Value\" where the value holds a blank.");
            return options;
        }

        if (NotActedOn.Contains(token.Name))
        {
            Refuse(SupportOptionFaultKind.UnknownName, $"{token.Name} is not available yet.", "Leave it out: it would change nothing.");
            return options;
        }

        if (!Known.TryGetValue(token.Name, out var reader))
        {
            Refuse(SupportOptionFaultKind.UnknownName, $"There is no support option called {token.Name}.", $"Known are {string.Join(", ", Known.Keys)}.");
            return options;
        }

        return reader(options, token.Value, (message, remedy) => Refuse(SupportOptionFaultKind.BadValue, message, remedy)) ?? options;
    }

    private static SupportOptions? ReadFolderMapping(SupportOptions options, string value, Action<string, string> refuse)
    {
        try
        {
            return options with { FolderMappings = [.. options.FolderMappings, FolderMapping.Parse(value)] };
        }
        catch (FormatException e)
        {
            refuse(e.Message, "Write FolderMapping=\"regex->target\", such as FolderMapping=\"^INBOX/->\".");
            return null;
        }
    }

    private static SupportOptions? ReadAllowQuoteInFolder(SupportOptions options, string value, Action<string, string> refuse)
    {
        if (value == "1")
        {
            return options with { Remarks = [.. options.Remarks, "AllowQuoteInFolder=1: quotes in folder names are always copied."] };
        }

        refuse($"AllowQuoteInFolder takes 1, not \"{value}\".", "Write AllowQuoteInFolder=1, or leave it out: quotes in folder names are always copied.");
        return null;
    }

    private static SupportOptions? ReadImpersonation(SupportOptions options, string value, Action<string, string> refuse)
    {
        if (value is "0" or "1")
        {
            return options with { UseImpersonation = value == "1" };
        }

        refuse($"UseEwsImportImpersonation takes 0 or 1, not \"{value}\".", "Write UseEwsImportImpersonation=1 for impersonation.");
        return null;
    }

    private static SupportOptions? ReadInitializationTimeout(SupportOptions options, string value, Action<string, string> refuse)
    {
        if (int.TryParse(value, out var number) && number > 0)
        {
            return options with { Remarks = [.. options.Remarks, $"InitializationTimeout={number}: starting has no time limit here, so there is none to extend."] };
        }

        refuse($"InitializationTimeout takes a whole number above zero, not \"{value}\".", "Leave it out: starting has no time limit.");
        return null;
    }
}
