using System.Text;
using System.Text.Json;
using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Tests.Reporting;

public class ReportWriterTests
{
    [Fact]
    public async Task JsonReport_KeepsItsShape()
    {
        var text = await WriteAsync(new JsonReportWriter(), SampleReport.Make());

        Snapshot.Matches("report.json", text);
    }

    [Fact]
    public async Task CsvReport_KeepsItsShape()
    {
        var text = await WriteAsync(new CsvReportWriter(), SampleReport.Make());

        Snapshot.Matches("report.csv", text);
    }

    [Fact]
    public async Task HtmlReport_KeepsItsShape()
    {
        var text = await WriteAsync(new HtmlReportWriter(), SampleReport.Make());

        Snapshot.Matches("report.html", text);
    }

    [Fact]
    public async Task Plan_KeepsItsShape()
    {
        var page = await WriteAsync(new HtmlReportWriter(), SampleReport.Plan());
        var json = await WriteAsync(new JsonReportWriter(), SampleReport.Plan());

        Snapshot.Matches("plan.html", page);
        Snapshot.Matches("plan.json", json);
    }

    [Fact]
    public async Task JsonReport_HoldsTheContractsNames()
    {
        using var json = JsonDocument.Parse(await WriteAsync(new JsonReportWriter(), SampleReport.Make()));

        var mailbox = json.RootElement.GetProperty("mailboxes")[1];
        var item = mailbox.GetProperty("items")[3];

        Assert.Equal("Completed with errors", mailbox.GetProperty("status").GetString());
        Assert.Equal("full", mailbox.GetProperty("pass").GetString());
        Assert.Equal(2, mailbox.GetProperty("totals").GetProperty("failed").GetInt64());
        Assert.Equal("copied", item.GetProperty("outcome").GetString());
        Assert.Equal("2023-03-01T07:30:00Z", item.GetProperty("received").GetString());
        Assert.Equal("The original travels as an attachment.", item.GetProperty("repair").GetString());
        Assert.Equal("source/sign-in", json.RootElement.GetProperty("mailboxes")[2].GetProperty("failure").GetProperty("code").GetString());
    }

    [Fact]
    public async Task FormulaInAFolderName_IsTextInCsv()
    {
        var text = await WriteAsync(new CsvReportWriter(), SampleReport.Make());

        Assert.Contains(",'=cmd|'/c calc'!A1,", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",=cmd", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MarkupInAFolderName_IsTextInHtml()
    {
        var text = await WriteAsync(new HtmlReportWriter(), SampleReport.Make());

        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", text, StringComparison.Ordinal);
        Assert.Contains("⟨U+202E⟩", System.Net.WebUtility.HtmlDecode(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreItemsThanAPersonReads_AreCountedInHtml()
    {
        var report = SampleReport.Sound();
        var note = new ItemNote { Folder = "INBOX", Uid = 1, Outcome = ItemOutcome.Skipped };
        var many = report with { Notes = _ => Enumerable.Range(1, 1200).Select(uid => note with { Uid = (uint)uid }).ToAsyncEnumerable() };

        var text = await WriteAsync(new HtmlReportWriter(), SampleReport.Make() with { Mailboxes = [many] });

        Assert.Equal(HtmlReportWriter.ItemsShown, text.Split("<td>skipped</td>").Length - 1);
        Assert.Contains("The first 500 of 1,200", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailingWrite_LeavesTheOldReport()
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-test-");
        var path = Path.Combine(folder.FullName, "report.json");
        await File.WriteAllTextAsync(path, "old");
        var broken = new MailboxResult(SampleReport.Sound().Report, _ => throw new IOException("The journal is gone."));

        var writing = ReportForms.ForRun(path)!.WriteAsync(SampleReport.Make() with { Mailboxes = [broken] }, CancellationToken.None);

        await Assert.ThrowsAsync<IOException>(() => writing);
        Assert.Equal("old", await File.ReadAllTextAsync(path));
        Assert.Single(folder.GetFiles());
        folder.Delete(recursive: true);
    }

    private static async Task<string> WriteAsync(IReportWriter<RunReport> writer, RunReport report)
    {
        using var stream = new MemoryStream();
        await writer.WriteAsync(report, stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
