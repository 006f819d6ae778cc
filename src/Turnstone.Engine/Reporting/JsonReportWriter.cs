using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Reporting;

/// <summary>The report for scripts. Property names, words and order are a contract; new properties may appear beside them.</summary>
public sealed class JsonReportWriter : IReportWriter<RunReport>
{
    /// <summary>Letters of every script stay readable; control, format and markup characters are escaped.</summary>
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Bytes gathered before they go out, so that a million notes never pile up.</summary>
    private const int FlushAt = 64 << 10;

    /// <inheritdoc/>
    public async Task WriteAsync(RunReport report, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("product", "Turnstone");
        json.WriteString("version", report.Version);
        json.WriteString("started", ReportWords.For(report.Started));
        json.WriteString("finished", ReportWords.For(report.Finished));
        if (report.Estimate is { } estimate)
        {
            json.WriteStartObject("plan");
            json.WriteNumber("wouldCopy", report.Totals.WouldCopy);
            json.WriteNumber("wouldCopyBytes", report.Totals.WouldCopyBytes);
            json.WriteNumber("estimatedSeconds", (long)estimate.Time.TotalSeconds);
            json.WriteString("assumptions", estimate.Assumptions);
            json.WriteEndObject();
        }

        json.WriteStartArray("mailboxes");
        foreach (var mailbox in report.Mailboxes)
        {
            await WriteMailboxAsync(json, mailbox, cancellationToken);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static async Task WriteMailboxAsync(Utf8JsonWriter json, MailboxResult result, CancellationToken cancellationToken)
    {
        var mailbox = result.Report;
        json.WriteStartObject();
        json.WriteString("source", mailbox.Source.Value);
        json.WriteString("destination", mailbox.Destination.Value);
        json.WriteString("pass", ReportWords.For(mailbox.Pass));
        json.WriteString("status", ReportWords.For(mailbox.Status));
        json.WriteString("grade", mailbox.Grade.ToString());
        WriteFailure(json, mailbox.Failure);
        json.WriteStartObject("totals");
        WriteCounts(json, mailbox.Totals);
        json.WriteEndObject();
        WriteRefresh(json, mailbox.Refresh);

        json.WriteStartArray("folders");
        foreach (var folder in mailbox.Folders)
        {
            WriteFolder(json, folder);
            await FlushWhenFullAsync(json, cancellationToken);
        }

        json.WriteEndArray();

        json.WriteStartArray("items");
        await foreach (var note in result.Notes(cancellationToken).WithCancellation(cancellationToken))
        {
            WriteItem(json, note);
            await FlushWhenFullAsync(json, cancellationToken);
        }

        json.WriteEndArray();

        json.WriteStartObject("verification");
        json.WriteString("mode", ReportWords.For(mailbox.Verification.Mode));
        json.WriteNumber("compared", mailbox.Verification.Compared);
        json.WriteNumber("different", mailbox.Verification.Different);
        json.WriteEndObject();
        json.WriteString("started", ReportWords.For(mailbox.Started));
        json.WriteString("finished", ReportWords.For(mailbox.Finished));
        json.WriteNumber("activeSeconds", Math.Round(mailbox.Active.TotalSeconds, 3));
        json.WriteNumber("passiveSeconds", Math.Round(mailbox.Passive.TotalSeconds, 3));
        json.WriteEndObject();
    }

    private static void WriteFolder(Utf8JsonWriter json, FolderReport folder)
    {
        json.WriteStartObject();
        json.WriteString("source", folder.Source);
        json.WriteString("destination", folder.Destination);
        WriteCounts(json, folder.Totals);
        WriteRefresh(json, folder.Refresh);
        json.WriteString("renamed", folder.Renamed);
        json.WriteString("joins", folder.Joins);
        json.WriteString("leftOut", folder.LeftOut);
        WriteFailure(json, folder.Failure);
        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, ItemNote note)
    {
        json.WriteStartObject();
        json.WriteString("folder", note.Folder);
        json.WriteNumber("uid", note.Uid);
        json.WriteString("outcome", ReportWords.For(note.Outcome));
        json.WriteString("code", note.Code?.Value);
        json.WriteString("message", note.Message);
        json.WriteString("remedy", note.Remedy);
        json.WriteNumber("bytes", note.Bytes);
        json.WriteString("received", note.Received is { } received ? ReportWords.For(received) : null);
        json.WriteString("repair", note.Repair);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, Totals totals)
    {
        json.WriteNumber("found", totals.Found);
        json.WriteNumber("copied", totals.Copied);
        json.WriteNumber("alreadyThere", totals.AlreadyThere);
        json.WriteNumber("skipped", totals.Skipped);
        json.WriteNumber("failed", totals.Failed);
        json.WriteNumber("bytesCopied", totals.BytesCopied);
        json.WriteNumber("wouldCopy", totals.WouldCopy);
        json.WriteNumber("wouldCopyBytes", totals.WouldCopyBytes);
    }

    private static void WriteRefresh(Utf8JsonWriter json, RefreshTotals? totals)
    {
        if (totals is null)
        {
            json.WriteNull("refresh");
            return;
        }

        json.WriteStartObject("refresh");
        json.WriteNumber("changed", totals.Changed);
        json.WriteNumber("refreshed", totals.Refreshed);
        json.WriteNumber("kept", totals.Kept);
        json.WriteNumber("notFound", totals.NotFound);
        json.WriteNumber("failed", totals.Failed);
        json.WriteNumber("wouldRefresh", totals.WouldRefresh);
        json.WriteEndObject();
    }

    private static void WriteFailure(Utf8JsonWriter json, Failure? failure)
    {
        if (failure is null)
        {
            json.WriteNull("failure");
            return;
        }

        json.WriteStartObject("failure");
        json.WriteString("side", failure.Side.ToString().ToLowerInvariant());
        json.WriteString("scope", failure.Scope.ToString().ToLowerInvariant());
        json.WriteString("code", failure.Code.Value);
        json.WriteString("message", failure.Message);
        json.WriteString("remedy", failure.Remedy);
        json.WriteEndObject();
    }

    private static Task FlushWhenFullAsync(Utf8JsonWriter json, CancellationToken cancellationToken) =>
        json.BytesPending < FlushAt ? Task.CompletedTask : json.FlushAsync(cancellationToken);
}
