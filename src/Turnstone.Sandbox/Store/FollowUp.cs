namespace Turnstone.Sandbox.Store;

/// <summary>t:Flag: 0 not flagged, 1 complete, 2 flagged (PidTagFlagStatus 0x1090), with its dates.</summary>
internal sealed record FollowUp(int Status, DateTimeOffset? Start, DateTimeOffset? Due, DateTimeOffset? Completed)
{
    public static readonly FollowUp None = new(0, null, null, null);

    public string StatusName => Status switch
    {
        2 => "Flagged",
        1 => "Complete",
        _ => "NotFlagged",
    };

    public static int ParseStatus(string name) => name switch
    {
        "Flagged" => 2,
        "Complete" => 1,
        _ => 0,
    };
}
