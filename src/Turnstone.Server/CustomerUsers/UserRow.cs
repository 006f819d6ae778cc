using Turnstone.Storage.Plane;

namespace Turnstone.Server.CustomerUsers;

/// <summary>A sound row of a list of people.</summary>
/// <param name="Number">The row as a spreadsheet numbers it.</param>
/// <param name="Address">Their address.</param>
/// <param name="FirstName">Their first name; empty where the cell is blank, as all that follow.</param>
/// <param name="LastName">Their last name.</param>
/// <param name="DisplayName">What address books call them.</param>
/// <param name="PrincipalName">What they sign in with.</param>
internal sealed record UserRow(int Number, string Address, string FirstName, string LastName, string DisplayName, string PrincipalName)
{
    /// <summary>What no two people of a customer have in common.</summary>
    public (string, string, string) Key => (SearchText.Of(Address), SearchText.Of(FirstName), SearchText.Of(LastName));
}
