using System.Globalization;

namespace Turnstone.Server.Lists;

/// <summary>The first row of the mailbox list. Old export scripts spell the names in several ways; all are taken.</summary>
public static class MailboxHeader
{
    private static readonly Dictionary<MailboxColumn, string> Names = new()
    {
        [MailboxColumn.SourceEmail] = "Source Email",
        [MailboxColumn.SourceLogin] = "Source Login Name",
        [MailboxColumn.SourcePassword] = "Source Password",
        [MailboxColumn.DestinationEmail] = "Destination Email",
        [MailboxColumn.DestinationLogin] = "Destination Login Name",
        [MailboxColumn.DestinationPassword] = "Destination Password",
        [MailboxColumn.Flags] = "Flags",
        [MailboxColumn.SupportOptions] = "Support Options",
    };

    /// <summary>The column's name as it is written.</summary>
    public static string NameOf(MailboxColumn column) => Names[column];

    /// <summary>All columns as they are written, in their order.</summary>
    public static IReadOnlyCollection<string> AllNames => Names.Values;

    internal static ListColumns<MailboxColumn> Columns { get; } =
        new(Names, Recognise, $"The header is {string.Join(',', Names.Values)}; the last may be missing.");

    private static MailboxColumn? Recognise(string title)
    {
        var name = string.Concat(title.Where(char.IsLetter)).ToLower(CultureInfo.InvariantCulture);
        name = name.StartsWith("target", StringComparison.Ordinal) ? "destination" + name["target".Length..] : name;
        return name switch
        {
            "sourceemail" or "sourceemailaddress" or "sourceaddress" => MailboxColumn.SourceEmail,
            "sourceloginname" or "sourcelogin" or "sourceusername" or "sourceuser" => MailboxColumn.SourceLogin,
            "sourcepassword" => MailboxColumn.SourcePassword,
            "destinationemail" or "destinationemailaddress" or "destinationaddress" => MailboxColumn.DestinationEmail,
            "destinationloginname" or "destinationlogin" or "destinationusername" or "destinationuser" => MailboxColumn.DestinationLogin,
            "destinationpassword" => MailboxColumn.DestinationPassword,
            "flags" or "flag" => MailboxColumn.Flags,
            "supportoptions" or "supportoption" or "advancedoptions" or "options" => MailboxColumn.SupportOptions,
            _ => null,
        };
    }
}
