using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Turnstone.Client.Projects;

namespace Turnstone.Benchmarks.Macro.Plane;

/// <summary>Debian's Chromium with a project's page open, signed in.</summary>
internal sealed class ProjectBrowser : IAsyncDisposable
{
    // Runs before the page's own scripts: when the first mailbox was there.
    private const string Watch = """
        new MutationObserver((_, watch) => {
          if (document.querySelector("td.address a")) { window.firstRow = performance.now(); watch.disconnect(); }
        }).observe(document, { childList: true, subtree: true });
        """;

    // To a place in the table, and then frame by frame: until when its middle shows neither a row nor a row's place, and from when on all rows in sight say what they are.
    private const string Scroll = """
        place => new Promise(done => {
          const box = document.querySelector(".table-box");
          const started = performance.now();
          let blank = 0;
          box.scrollTop = place * (box.scrollHeight - box.clientHeight);
          const look = () => {
            const now = performance.now() - started;
            const frame = box.getBoundingClientRect();
            const rows = [...box.querySelectorAll("tbody tr:not([style])")].map(row => [row, row.getBoundingClientRect()]).filter(([, at]) => at.bottom > frame.top + 36 && at.top < frame.bottom);
            const covered = rows.reduce((sum, [, at]) => sum + Math.min(at.bottom, frame.bottom) - Math.max(at.top, frame.top + 36), 0);
            const drawn = covered >= frame.height - 36 - 60;
            if (!drawn) blank = now;
            if (drawn && rows.every(([row]) => row.querySelector("td.address a"))) done([blank, now]);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        })
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IBrowserContext _context;
    private readonly ProjectInfo _project;

    private ProjectBrowser(IPlaywright playwright, IBrowser browser, IBrowserContext context, ProjectInfo project) =>
        (_playwright, _browser, _context, _project) = (playwright, browser, context, project);

    /// <summary>Starts one.</summary>
    public static async Task<ProjectBrowser> StartAsync(PlaneProcess plane, ProjectInfo project)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = plane.Url.ToString(), ViewportSize = new ViewportSize { Width = 1280, Height = 860 }, BypassCSP = true });
        await context.AddInitScriptAsync(Watch);
        var answer = await context.APIRequest.PostAsync("api/v1/session", new APIRequestContextOptions { DataObject = new { email = PlaneProcess.Email, password = PlaneProcess.Password } });
        return answer.Ok ? new ProjectBrowser(playwright, browser, context, project) : throw new InvalidOperationException(await answer.TextAsync());
    }

    /// <summary>Opens the page, waits for its first mailbox.</summary>
    public async Task<IPage> OpenAsync()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync($"projects/{_project.Id}");
        await page.WaitForFunctionAsync("window.firstRow");
        return page;
    }

    /// <summary>Milliseconds from the request to something on the screen, and to the first mailbox.</summary>
    public static async Task<(double Paint, double Row)> FirstAsync(IPage page) => (
        await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime"),
        await page.EvaluateAsync<double>("window.firstRow"));

    /// <summary>Milliseconds after a leap to a place: for which neither rows nor their places were drawn, and until all rows in sight were read.</summary>
    public static async Task<(double Blank, double Read)> LeapAsync(IPage page, double place)
    {
        var found = await page.EvaluateAsync<double[]>(Scroll, place);
        return (found[0], found[1]);
    }

    /// <summary>The time until the page shows that so many items are done.</summary>
    public static async Task<TimeSpan> UntilShownAsync(IPage page, int done)
    {
        var started = Stopwatch.GetTimestamp();
        await page.WaitForFunctionAsync("text => document.querySelector('.standing-count')?.textContent.startsWith(text)", done.ToString("N0", CultureInfo.InvariantCulture));
        return Stopwatch.GetElapsedTime(started);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
