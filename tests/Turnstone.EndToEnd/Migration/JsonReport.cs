using System.Text.Json;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>The JSON report as scripts read it: every member the contract names must be there, others may.</summary>
internal sealed record JsonReport(
    string Product, string Version, DateTimeOffset Started, DateTimeOffset Finished, IReadOnlyList<JsonReport.Mailbox> Mailboxes)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static async Task<JsonReport> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var report = await JsonSerializer.DeserializeAsync<JsonReport>(file, Strict, cancellationToken);
        Assert.Equal("Turnstone", report!.Product);
        return report;
    }

    /// <summary>Found is copied, there, skipped and failed together: in every folder, and in every mailbox as the sum of its folders.</summary>
    public void AssertAddsUp()
    {
        Assert.NotEmpty(Mailboxes);
        foreach (var mailbox in Mailboxes)
        {
            Assert.All(mailbox.Folders, folder => Assert.Equal(folder.Found, folder.Copied + folder.AlreadyThere + folder.Skipped + folder.Failed));
            var sum = mailbox.Folders.Aggregate(
                new Counts(0, 0, 0, 0, 0, 0),
                (all, folder) => new Counts(
                    all.Found + folder.Found,
                    all.Copied + folder.Copied,
                    all.AlreadyThere + folder.AlreadyThere,
                    all.Skipped + folder.Skipped,
                    all.Failed + folder.Failed,
                    all.BytesCopied + folder.BytesCopied));
            Assert.Equal(sum, mailbox.Totals);

            // A mailbox that failed as a whole tells why once, not for each item it never came to.
            var failed = mailbox.Items.Count(item => item.Outcome == "failed");
            Assert.InRange(failed, mailbox.Failure is null ? mailbox.Totals.Failed : 0, mailbox.Totals.Failed);
        }
    }

    internal sealed record Mailbox(
        string Source,
        string Destination,
        string Pass,
        string Status,
        string Grade,
        Failure? Failure,
        Counts Totals,
        IReadOnlyList<Folder> Folders,
        IReadOnlyList<Item> Items,
        Verification Verification,
        double ActiveSeconds,
        double PassiveSeconds,
        RefreshCounts? Refresh = null);

    internal sealed record Counts(long Found, long Copied, long AlreadyThere, long Skipped, long Failed, long BytesCopied);

    internal sealed record Folder(
        string Source, string? Destination, long Found, long Copied, long AlreadyThere, long Skipped, long Failed, long BytesCopied, string? Renamed,
        string? LeftOut, Failure? Failure, RefreshCounts? Refresh = null);

    internal sealed record RefreshCounts(long Changed, long Refreshed, long Kept, long NotFound, long Failed, long WouldRefresh);

    internal sealed record Item(
        string Folder, uint Uid, string Outcome, string? Code, string? Message, string? Remedy, long Bytes, DateTimeOffset? Received, string? Repair);

    internal sealed record Verification(string Mode, long Compared, long Different);

    internal sealed record Failure(string Side, string Code, string Message, string Remedy);
}
