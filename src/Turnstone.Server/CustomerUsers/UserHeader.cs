using System.Globalization;
using Turnstone.Server.Lists;

namespace Turnstone.Server.CustomerUsers;

/// <summary>The first row of a list of people: as the market leader's list and Exchange's own exports call the columns.</summary>
internal static class UserHeader
{
    private static readonly Dictionary<UserColumn, string> Names = new()
    {
        [UserColumn.Address] = "Primary Email Address",
        [UserColumn.FirstName] = "First Name",
        [UserColumn.LastName] = "Last Name",
        [UserColumn.DisplayName] = "Display Name",
        [UserColumn.PrincipalName] = "User Principal Name",
    };

    public static ListColumns<UserColumn> Columns { get; } =
        new(Names, Recognise, $"The header is {string.Join(',', Names.Values)}; all but the first may be missing.");

    public static string NameOf(UserColumn column) => Names[column];

    private static UserColumn? Recognise(string title) => string.Concat(title.Where(char.IsLetter)).ToLower(CultureInfo.InvariantCulture) switch
    {
        "primaryemailaddress" or "primaryemail" or "emailaddress" or "email" or "primarysmtpaddress" or "address" or "mail" => UserColumn.Address,
        "firstname" or "givenname" => UserColumn.FirstName,
        "lastname" or "surname" or "sn" => UserColumn.LastName,
        "displayname" or "name" => UserColumn.DisplayName,
        "userprincipalname" or "principalname" or "upn" => UserColumn.PrincipalName,
        _ => null,
    };
}
