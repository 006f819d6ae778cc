using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Playwright;
using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Results;

namespace Turnstone.Benchmarks.Macro.Plane;

/// <summary>Looks at a project's page with 10,000 mailboxes in Chromium: when it is there, how it scrolls, what it costs the server while a hundred mailboxes move on.</summary>
internal static class PageRun
{
    private const int Often = 15;
    private static readonly TimeSpan While = TimeSpan.FromSeconds(20);

    private const string Text = """
        A fresh `turnstone serve` on SQLite, its page in Debian's Chromium on the same machine at 1280 by 860. Passes are not run by this server: a hundred of them are moved on each second in its
        database, as another worker does it, so that the processor's time is that of the page alone. First paint and first mailbox are counted from the request; a leap is to
        a place of the table far from the last, as with the scroll bar; "without rows" is the time in which neither rows nor their placeholders are drawn: the table's own ground shows where they will be.
        """;

    /// <summary>Measures; status 0 when all was.</summary>
    public static async Task<int> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });

        var files = new ResultFiles("page", Machine.Describe("SQLite embedded, Chromium"));
        var section = new Section("The page of a project of 10,000 mailboxes", Text, await MeasureAsync(stop.Token), []);
        Console.WriteLine(section.ToMarkdown());
        Console.WriteLine($"written: {files.Write([section], intoPage: true)}");
        return 0;
    }

    private static async Task<IReadOnlyList<Table>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var plane = await PlaneProcess.StartAsync(null, cancellationToken, "--region", "Nowhere");
        var project = await ManyMailboxes.MakeProjectAsync(plane.Client, cancellationToken);
        await plane.Client.ImportMailboxesAsync(project.Id, ManyMailboxes.List(), cancellationToken: cancellationToken);
        await using var browser = await ProjectBrowser.StartAsync(plane, project);
        var times = new Table("milliseconds", "median", "longest");
        var page = await FirstAsync(browser, times);
        await ScrollAsync(page, times);

        var moving = new MovingPasses(plane, project);
        await moving.BeginAsync(cancellationToken);
        await page.EvaluateAsync("document.querySelector('.table-box').scrollTop = 0");
        await ProjectBrowser.UntilShownAsync(page, await moving.MoveOnAsync(cancellationToken));
        List<double> delays = [];
        for (var turn = 0; turn < Often; turn++)
        {
            delays.Add((await ProjectBrowser.UntilShownAsync(page, await moving.MoveOnAsync(cancellationToken))).TotalMilliseconds);
        }

        Add(times, "from the database to the page", delays);
        return [times, await CostsAsync(plane, browser, page, moving, cancellationToken)];
    }

    private static async Task<IPage> FirstAsync(ProjectBrowser browser, Table times)
    {
        List<double> paints = [], rows = [];
        for (var turn = -2; turn < Often; turn++)
        {
            var page = await browser.OpenAsync();
            var (paint, row) = await ProjectBrowser.FirstAsync(page);
            if (turn >= 0)
            {
                paints.Add(paint);
                rows.Add(row);
            }

            await page.CloseAsync();
        }

        Add(times, "first paint", paints);
        Add(times, "first mailbox", rows);
        return await browser.OpenAsync();
    }

    private static async Task ScrollAsync(IPage page, Table times)
    {
        var random = new Random(7);
        List<double> blanks = [], reads = [];
        for (var turn = 0; turn < 2 * Often; turn++)
        {
            var (blank, read) = await ProjectBrowser.LeapAsync(page, random.NextDouble());
            blanks.Add(blank);
            reads.Add(read);
        }

        Add(times, "a leap: without rows", blanks);
        Add(times, "a leap: all rows read", reads);
    }

    private static async Task<Table> CostsAsync(PlaneProcess plane, ProjectBrowser browser, IPage page, MovingPasses moving, CancellationToken cancellationToken)
    {
        var costs = new Table("processor of the server", "of one core");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var mover = moving.KeepMovingAsync(end.Token);
        List<IPage> more = [];
        costs.Add("a hundred mailboxes under way, the page open", await CostAsync(plane, cancellationToken));
        for (var at = 0; at < 9; at++)
        {
            more.Add(await browser.OpenAsync());
        }

        costs.Add("the same, ten pages open", await CostAsync(plane, cancellationToken));
        foreach (var other in more.Append(page))
        {
            await other.CloseAsync();
        }

        costs.Add("the same, no page open", await CostAsync(plane, cancellationToken));
        await end.CancelAsync();
        await mover;
        return costs;
    }

    private static async Task<string> CostAsync(PlaneProcess plane, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, cancellationToken);
        var (before, started) = (ProcessorTime.Of(plane.Id), Stopwatch.GetTimestamp());
        await Task.Delay(While, cancellationToken);
        return Number.Percent((ProcessorTime.Of(plane.Id) - before) / Stopwatch.GetElapsedTime(started));
    }

    private static void Add(Table times, string what, List<double> taken)
    {
        taken.Sort();
        times.Add(what, Number.Of(taken[taken.Count / 2]), Number.Of(taken[^1]));
    }
}
