namespace Turnstone.Client.Licences;

/// <summary>How a workgroup stands with licences.</summary>
public sealed record LicenceOverview
{
    /// <summary>Whether this server meters. Where it does not, passes need no licences and none can be bought.</summary>
    public required bool IsMetered { get; init; }

    /// <summary>Licences that can be applied.</summary>
    public required int Available { get; init; }

    /// <summary>Licences that people have and nothing has used, reserved ones among them.</summary>
    public required int Applied { get; init; }

    /// <summary>Of those, the ones that passes submitted or under way are about to use.</summary>
    public required int Reserved { get; init; }

    /// <summary>Licences that passes have used and that still admit passes.</summary>
    public required int Used { get; init; }

    /// <summary>Licences that expired before anything used them, applied or not.</summary>
    public required int Expired { get; init; }

    /// <summary>What they come from, those that expire first before the others.</summary>
    public required IReadOnlyList<LicencePackInfo> Packs { get; init; }
}
