using System.ComponentModel.DataAnnotations;
using Turnstone.Client.Licences;

namespace Turnstone.Server.Licences;

/// <summary>Which applied licences are asked for.</summary>
/// <param name="Search">Part of the person's address or of the customer's name, whatever its case; null for all.</param>
/// <param name="State">How they stand; null for all.</param>
/// <param name="PackId">Only those of one pack; null for all.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to take at most.</param>
public sealed record AppliedLicenceQuery(
    string? Search = null, QueryWord<LicenceState>? State = null, Guid? PackId = null, [Range(0, int.MaxValue)] int Skip = 0, [Range(1, 1000)] int Take = 100);
