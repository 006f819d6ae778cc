namespace Turnstone.Engine.Reporting;

/// <summary>What comparing content gave, in a sentence; the same in every place where people read it.</summary>
public static class VerificationSentence
{
    /// <summary>Of one mailbox, such as <c>Content of 20 messages compared (sample), all as at the source.</c></summary>
    public static string Of(VerificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var messages = $"{Quantity.Count(result.Compared)} {(result.Compared == 1 ? "message" : "messages")}";
        return result switch
        {
            { Mode: VerificationMode.None } => "Content was not compared.",
            { Different: 0 } => $"Content of {messages} compared ({ReportWords.For(result.Mode)}), {(result.Compared == 0 ? "none was copied" : "all as at the source")}.",
            _ => $"Content of {messages} compared ({ReportWords.For(result.Mode)}), {Quantity.Count(result.Different)} not as at the source.",
        };
    }

    /// <summary>Of a run: all its mailboxes together.</summary>
    public static string Of(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var results = report.Mailboxes.Select(mailbox => mailbox.Report.Verification).ToList();
        return Of(results.Aggregate(
            VerificationResult.None,
            (sum, one) => new VerificationResult(one.Mode > sum.Mode ? one.Mode : sum.Mode, sum.Compared + one.Compared, sum.Different + one.Different)));
    }
}
