using System.ComponentModel.DataAnnotations;
using Turnstone.Client.Licences;

namespace Turnstone.Client.CustomerUsers;

/// <summary>What people are like.</summary>
public sealed record CustomerUserFilter
{
    /// <summary>Part of the address or of a name, whatever its case; null for all.</summary>
    [StringLength(500)]
    public string? Search { get; init; }

    /// <summary>How they stand with licences; null for all.</summary>
    public LicenceState? Licence { get; init; }
}
