namespace Turnstone.Engine.Reporting;

/// <summary>What became of the flags that changed at the source, in a sentence; the same in every place where people read it.</summary>
public static class RefreshSentence
{
    /// <summary>Such as <c>Flags of 12 messages that were there had changed: 9 refreshed, 3 left as changed at the destination.</c></summary>
    public static string Of(RefreshTotals totals)
    {
        ArgumentNullException.ThrowIfNull(totals);
        if (totals.Changed == 0)
        {
            return "No flags of messages that were there had changed.";
        }

        List<string> parts = [];
        if (totals.WouldRefresh > 0)
        {
            parts.Add($"{Quantity.Count(totals.WouldRefresh)} to refresh");
        }

        if (totals.Refreshed > 0 || totals.WouldRefresh == 0)
        {
            parts.Add($"{Quantity.Count(totals.Refreshed)} refreshed");
        }

        if (totals.Kept > 0)
        {
            parts.Add($"{Quantity.Count(totals.Kept)} left as changed at the destination");
        }

        if (totals.NotFound > 0)
        {
            parts.Add($"{Quantity.Count(totals.NotFound)} no longer there");
        }

        if (totals.Failed > 0)
        {
            parts.Add($"{Quantity.Count(totals.Failed)} refused");
        }

        return $"Flags of {Quantity.Count(totals.Changed)} {(totals.Changed == 1 ? "message" : "messages")} that were there had changed: {string.Join(", ", parts)}.";
    }
}
