using System.ComponentModel.DataAnnotations;
using Turnstone.Client.Licences;

namespace Turnstone.Server.CustomerUsers;

/// <summary>Which people of a customer are asked for.</summary>
/// <param name="Search">Part of the address or of a name, whatever its case; null for all.</param>
/// <param name="Licence">How they stand with licences; null for all.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to take at most.</param>
public sealed record CustomerUserQuery(
    string? Search = null, QueryWord<LicenceState>? Licence = null, [Range(0, int.MaxValue)] int Skip = 0, [Range(1, 1000)] int Take = 100);
