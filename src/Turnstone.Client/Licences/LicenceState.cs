namespace Turnstone.Client.Licences;

/// <summary>How a person stands with licences.</summary>
public enum LicenceState
{
    /// <summary>They have none.</summary>
    None,

    /// <summary>They have one that nothing has used.</summary>
    Applied,

    /// <summary>A pass that is submitted or under way is about to use theirs.</summary>
    Reserved,

    /// <summary>Theirs was used: it is theirs for good, and admits further passes.</summary>
    Used,

    /// <summary>Theirs has expired: they need another before the next pass.</summary>
    Expired,
}
