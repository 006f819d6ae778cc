using System.Text;
using System.Text.Json;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Tests.Checks;

public class CheckReportTests
{
    private static readonly TestStep Fine = new("Name", TimeSpan.FromMilliseconds(3.26), TestOutcome.Ok, "192.0.2.7");
    private static readonly TestStep Soon = new("TLS", TimeSpan.FromMilliseconds(20), TestOutcome.Warning, "valid until <tomorrow>", "Have it renewed.");
    private static readonly TestStep Wrong = new("Sign-in", TimeSpan.FromMilliseconds(200), TestOutcome.Failed, "=refused", "Check the password.");
    private static readonly TestStep Untried = new("Folders", TimeSpan.Zero, TestOutcome.Skipped, "An earlier step failed.");

    public static TheoryData<TestStep[], TestOutcome, string> Verdicts { get; } = new()
    {
        { [Fine], TestOutcome.Ok, "Everything works" },
        { [Fine, Untried], TestOutcome.Ok, "Everything works" },
        { [Fine, Soon, Untried], TestOutcome.Warning, "Everything works, one warning" },
        { [Soon, Wrong, Untried], TestOutcome.Failed, "One step failed, one warning" },
        { [Wrong, Wrong], TestOutcome.Failed, "2 steps failed" },
        { [Untried], TestOutcome.Skipped, "Nothing was tried" },
        { [], TestOutcome.Skipped, "Nothing was tried" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Verdict_IsTheWorstStep_AndIsSaid(TestStep[] steps, TestOutcome verdict, string headline)
    {
        var report = Report(steps);

        Assert.Equal(verdict, report.Verdict);
        Assert.Equal(headline, CheckWords.Headline(report));
    }

    [Fact]
    public async Task Json_HoldsEveryStepInOrder()
    {
        var json = JsonDocument.Parse(await WriteAsync(new JsonCheckWriter(), Report(Fine, Soon, Wrong, Untried))).RootElement;

        Assert.Equal("failed", json.GetProperty("verdict").GetString());
        Assert.Equal(["ok", "warning", "failed", "skipped"], json.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("outcome").GetString()));
        Assert.Equal(3.3, json.GetProperty("steps")[0].GetProperty("milliseconds").GetDouble());
    }

    [Fact]
    public async Task Html_EscapesWhatServersSay_AndTellsTheRemedy()
    {
        var html = await WriteAsync(new HtmlCheckWriter(), Report(Fine, Soon));

        Assert.Contains("valid until &lt;tomorrow&gt;", html, StringComparison.Ordinal);
        Assert.Contains("Have it renewed.", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_MakesNoFormulaOfWhatServersSay()
    {
        var csv = await WriteAsync(new CsvCheckWriter(), Report(Wrong));

        Assert.Contains("Sign-in,failed,200,'=refused,Check the password.", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.html", true)]
    [InlineData("a.JSON", true)]
    [InlineData("a.csv", true)]
    [InlineData("a.pdf", false)]
    public void File_IsKnownByItsEnding(string path, bool isKnown) => Assert.Equal(isKnown, ReportForms.ForCheck(path) is not null);

    private static CheckReport Report(params TestStep[] steps) => new()
    {
        Title = "IMAP connectivity test", Subject = "imaps://mail.old.example:993", Version = "1.2.3",
        Started = new(2026, 3, 1, 7, 30, 0, TimeSpan.Zero), Finished = new(2026, 3, 1, 7, 30, 2, TimeSpan.Zero), Steps = steps,
    };

    private static async Task<string> WriteAsync(IReportWriter<CheckReport> writer, CheckReport report)
    {
        using var output = new MemoryStream();
        await writer.WriteAsync(report, output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
