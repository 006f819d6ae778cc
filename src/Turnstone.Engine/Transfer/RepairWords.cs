namespace Turnstone.Engine.Transfer;

/// <summary>Puts together what the report says of one item that stood in for another or was changed.</summary>
internal static class RepairWords
{
    /// <summary>What there is of these, in this order; null where there is nothing.</summary>
    public static string? Join(params ReadOnlySpan<string?> repairs)
    {
        string? joined = null;
        foreach (var repair in repairs)
        {
            joined = joined is null || repair is null ? joined ?? repair : $"{joined}; {repair}";
        }

        return joined;
    }
}
