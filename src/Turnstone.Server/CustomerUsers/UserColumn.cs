namespace Turnstone.Server.CustomerUsers;

/// <summary>The columns of a list of people.</summary>
internal enum UserColumn
{
    /// <summary>The primary address.</summary>
    Address,

    /// <summary>The first name.</summary>
    FirstName,

    /// <summary>The last name.</summary>
    LastName,

    /// <summary>What address books call them.</summary>
    DisplayName,

    /// <summary>What they sign in with.</summary>
    PrincipalName,
}
