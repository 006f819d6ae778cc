using System.CommandLine;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Licences;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Licences;

/// <summary><c>turnstone licence status</c>.</summary>
internal sealed class LicenceStatusCommand() : RemoteCommand("status", "Says how the workgroup stands with licences, and what they come from.")
{
    private static readonly View<LicenceOverview> Overview = new(
        new("Metered", overview => Shown.YesNo(overview.IsMetered)),
        new("Available", overview => Quantity.Count(overview.Available)),
        new("Applied", overview => Quantity.Count(overview.Applied)),
        new("Reserved", overview => Quantity.Count(overview.Reserved)),
        new("Used", overview => Quantity.Count(overview.Used)),
        new("Expired", overview => Quantity.Count(overview.Expired)),
        new("Packs", overview => string.Join('\n', overview.Packs.Select(LineOf))));

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell) =>
        async (session, cancellationToken) => session.Show(await session.Client.GetLicencesAsync(cancellationToken), Overview);

    private static string LineOf(LicencePackInfo pack) =>
        $"{pack.Label}: {Quantity.Count(pack.Available)} of {Quantity.Count(pack.Purchased + pack.Granted)} available, {(pack.IsExpired ? "expired" : "expires")} {Shown.Moment(pack.Expires)}  {pack.Id}";
}
