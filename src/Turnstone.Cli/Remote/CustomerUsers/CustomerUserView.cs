using Turnstone.Cli.Remote.Output;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;

namespace Turnstone.Cli.Remote.CustomerUsers;

internal static class CustomerUserView
{
    /// <summary>How people stand with licences, in the contract's words.</summary>
    public static IReadOnlyDictionary<string, LicenceState?> Licences { get; } = Enum.GetValues<LicenceState>().ToDictionary(Shown.Word, state => (LicenceState?)state);

    public static View<CustomerUserInfo> Of { get; } = new(
        new("Address", user => user.Address),
        new("First name", user => user.FirstName),
        new("Last name", user => user.LastName),
        new("Called", user => user.DisplayName, InLists: false),
        new("Signs in as", user => user.PrincipalName, InLists: false),
        new("Licence", user => user.Licence == LicenceState.None ? "" : Shown.Word(user.Licence)),
        new("Expires", user => Shown.Moment(user.LicenceExpires)),
        new("Added", user => Shown.Moment(user.Created), InLists: false),
        new("Id", user => $"{user.Id}"));
}
