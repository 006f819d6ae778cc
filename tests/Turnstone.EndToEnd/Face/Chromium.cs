using Microsoft.Playwright;
using Turnstone.Sandbox.Dovecot;
using Xunit;

namespace Turnstone.EndToEnd.Face;

/// <summary>
/// Debian's Chromium, driven by Playwright: one for all tests of pages, a context of its own for each. Playwright's own browsers are never fetched. The
/// type face is installed with it, so that pictures look alike on every machine.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly DebianPackage[] Packages = [new("chromium"), new("fonts-inter")];

    // Other tests keep the machine busy meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why nothing can be tested here; null when it can.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        try
        {
            await DebianPackages.EnsureAsync(Packages, Console.WriteLine, TestContext.Current.CancellationToken);
        }
        catch (PackageUnavailableException e)
        {
            Missing = e.Message;
            return;
        }

        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds / 2);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,

            // Without these it looks for the makers' servers all the time.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A browser's profile: no cookie, no choice made. Checks by script go past the policy that the page itself is held to.</summary>
    public async Task<IBrowserContext> NewContextAsync(string address, ColorScheme scheme, int width = 1280, int height = 860, bool hasScript = true, string locale = "en-GB", string zone = "Europe/London")
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            JavaScriptEnabled = hasScript,
            Locale = locale,
            TimezoneId = zone,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
