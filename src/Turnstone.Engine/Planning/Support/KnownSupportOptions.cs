using System.Globalization;

namespace Turnstone.Engine.Planning.Support;

/// <summary>Every support option there is, and what each makes of its value. Names are MigrationWiz's; case is ignored.</summary>
internal static class KnownSupportOptions
{
    /// <summary>A limit lower than this leaves no room for the digest that keeps two shortened names apart.</summary>
    private const int ShortestFolderName = 20;

    private static readonly Dictionary<string, Func<SupportOptions, string, SupportOptionRead>> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["FolderMapping"] = FolderMappings,
        ["RecipientMapping"] = RecipientMappings,
        ["AllowQuoteInFolder"] = AllowQuoteInFolder,
        ["ShrinkFoldersMaxLength"] = ShrinkFolders,
        ["FolderLimit"] = FolderLimit,
        ["UseEwsImportImpersonation"] = Impersonation,
        ["InitializationTimeout"] = InitializationTimeout,
        [SupportOptionTokens.NoDuplicateSearch] = NoDuplicateSearch,
    };

    /// <summary>Options of other kinds of migration: an operator's notes may hold them, and each is told why it does nothing here.</summary>
    private static readonly Dictionary<string, string> ConcerningOthers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UserMapping"] = "it maps people for permissions, which IMAP does not have",
        ["UseEwsExportImpersonation"] = "it concerns an Exchange source; this one is IMAP",
        ["IncreasePathLengthLimit"] = "it concerns documents, and these are mailboxes",
        ["RenameConflictingFiles"] = "it concerns documents, and these are mailboxes",
        ["SyncItems"] = "it concerns documents, and these are mailboxes",
        ["ShouldConvertToDestinationFormat"] = "it concerns documents, and these are mailboxes",
        ["DocumentBrowsingMode"] = "it concerns documents, and these are mailboxes",
        ["OneDriveProLogAllSkippedPermission"] = "it concerns documents, and these are mailboxes",
        ["MustMigrateAllPermissions"] = "it concerns permissions, which IMAP does not have",
        ["UseApplicationPermission"] = "it concerns sign-in at Microsoft 365; the destination here is an Exchange server",
        ["UseDelegatePermission"] = "it concerns sign-in at Microsoft 365; the destination here is an Exchange server",
        ["Tags"] = "it chooses a cloud service's workers; here everything runs on this machine",
    };

    /// <summary>The names that do something here, for people.</summary>
    public static IEnumerable<string> Names => Readers.Keys;

    /// <summary>What the option comes to on top of <paramref name="options"/>; null where nobody knows its name.</summary>
    public static SupportOptionRead? Read(SupportOptions options, string name, string value) =>
        Readers.TryGetValue(name, out var reader) ? reader(options, value)
        : ConcerningOthers.TryGetValue(name, out var reason) ? new SupportOptionRead.Taken(options, $"{name} changes nothing: {reason}.")
        : null;

    private static SupportOptionRead FolderMappings(SupportOptions options, string value)
    {
        try
        {
            return new SupportOptionRead.Taken(options with { FolderMappings = [.. options.FolderMappings, FolderMapping.Parse(value)] });
        }
        catch (FormatException e)
        {
            return new SupportOptionRead.Refused(e.Message, "Write FolderMapping=\"regex->target\", such as FolderMapping=\"^INBOX/->\".");
        }
    }

    private static SupportOptionRead RecipientMappings(SupportOptions options, string value)
    {
        try
        {
            var mapping = RecipientMapping.Parse(value);
            return options.RecipientMappings.FirstOrDefault(mapping.MapsTheSameAs) is { } earlier && earlier != mapping
                ? new SupportOptionRead.Refused($"{mapping.From} is mapped to {earlier.To} already.", "Leave one of the two.")
                : new SupportOptionRead.Taken(options with { RecipientMappings = [.. options.RecipientMappings.Where(known => known != mapping), mapping] });
        }
        catch (FormatException e)
        {
            return new SupportOptionRead.Refused(
                e.Message, "Write RecipientMapping=\"a@old.example->b@new.example\" or RecipientMapping=\"@old.example->@new.example\".");
        }
    }

    private static SupportOptionRead AllowQuoteInFolder(SupportOptions options, string value) => value == "1"
        ? new SupportOptionRead.Taken(options, "AllowQuoteInFolder=1: quotes in folder names are always copied.")
        : new SupportOptionRead.Refused(
            $"AllowQuoteInFolder takes 1, not \"{value}\".", "Write AllowQuoteInFolder=1, or leave it out: quotes in folder names are always copied.");

    private static SupportOptionRead ShrinkFolders(SupportOptions options, string value) => Number(value) switch
    {
        >= ShortestFolderName and <= FolderNames.LongestName and var length => new SupportOptionRead.Taken(options with { LongestFolderName = Math.Min(length, options.LongestFolderName ?? length) }),
        > FolderNames.LongestName and var length => new SupportOptionRead.Taken(
            options, $"ShrinkFoldersMaxLength={length}: Exchange itself takes no more than {FolderNames.LongestName} characters, and longer names are always shortened."),
        _ => new SupportOptionRead.Refused(
            $"ShrinkFoldersMaxLength takes a whole number from {ShortestFolderName}, not \"{value}\".", "Write ShrinkFoldersMaxLength=200, or leave it out."),
    };

    private static SupportOptionRead FolderLimit(SupportOptions options, string value) => Number(value) is > 0 and var limit
        ? new SupportOptionRead.Taken(options with { FolderLimit = Math.Min(limit, options.FolderLimit ?? limit) })
        : new SupportOptionRead.Refused($"FolderLimit takes a whole number above zero, not \"{value}\".", "Write FolderLimit=2000, or leave it out for no limit.");

    private static SupportOptionRead Impersonation(SupportOptions options, string value) => value switch
    {
        "1" => new SupportOptionRead.Taken(options with { UseImpersonation = true }),
        "0" => new SupportOptionRead.Taken(options),
        _ => new SupportOptionRead.Refused($"UseEwsImportImpersonation takes 0 or 1, not \"{value}\".", "Write UseEwsImportImpersonation=1 for impersonation."),
    };

    private static SupportOptionRead InitializationTimeout(SupportOptions options, string value) => Number(value) is > 0 and var number
        ? new SupportOptionRead.Taken(options, $"InitializationTimeout={number}: starting has no time limit here, so there is none to extend.")
        : new SupportOptionRead.Refused($"InitializationTimeout takes a whole number above zero, not \"{value}\".", "Leave it out: starting has no time limit.");

    private static SupportOptionRead NoDuplicateSearch(SupportOptions options, string value) => value switch
    {
        "1" => new SupportOptionRead.Taken(
            options,
            "Do not search destination for duplicates: it is asked all the same, once for each folder that the journal does not know; "
            + "without that a lost journal would bring every message twice, and with a journal it costs nothing."),
        "0" => new SupportOptionRead.Taken(options),
        _ => new SupportOptionRead.Refused(
            $"{SupportOptionTokens.NoDuplicateSearch} takes 0 or 1, not \"{value}\".", "Leave it out: the destination is asked only where the journal does not know."),
    };

    private static int? Number(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
