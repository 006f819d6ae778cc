using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Turnstone.EndToEnd.Face;

/// <summary>A page that is watched: it asks nothing of another server, its scripts run without a fault, nothing it loads is missing.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly List<string> _faults = [];
    private readonly Uri _home;
    private IBrowserContext? _own;

    private WatchedPage(IPage page, string address) => (Page, _home) = (page, new Uri(address));

    public IPage Page { get; }

    /// <summary>A new page of a browser's.</summary>
    public static async Task<WatchedPage> OpenAsync(IBrowserContext context, string address)
    {
        var watched = new WatchedPage(await context.NewPageAsync(), address);
        watched.Watch();
        return watched;
    }

    /// <summary>The page of a browser of its own, which is signed in to the server and goes with it.</summary>
    public static async Task<WatchedPage> SignedInAsync(Chromium chromium, FaceServer server, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var context = await chromium.NewContextAsync(server.Address, scheme, width, width < 500 ? 844 : 860);
        var watched = await SignedInAsync(context, server);
        watched._own = context;
        return watched;
    }

    /// <summary>A new page of a browser that is signed in to the server.</summary>
    public static async Task<WatchedPage> SignedInAsync(IBrowserContext context, FaceServer server)
    {
        await FaceServer.SignInAsync(context);
        return await OpenAsync(context, server.Address);
    }

    /// <summary>Opens a menu and chooses from it.</summary>
    public async Task ChooseAsync(string menu, string item)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = menu, Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new Regex($"^{Regex.Escape(item)}") }).ClickAsync();
    }

    /// <summary>That the page as it is now fits its window and keeps nobody out; a picture of it is kept.</summary>
    public async Task CheckAsync(string state, ColorScheme scheme, int width)
    {
        var picture = $"{state}-{scheme.ToString().ToLowerInvariant()}-{width}";
        await PictureAsync(picture);
        await AssertFitsAsync();
        await Axe.AssertCleanAsync(Page, picture);
    }

    /// <summary>Goes to an interactive page and waits until it is: clicks before that are lost.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await IsInteractiveAsync();
    }

    /// <summary>Waits until the page listens.</summary>
    public Task IsInteractiveAsync() => Page.Locator("[data-interactive=true]").WaitForAsync();

    /// <summary>That nothing was wrong so far.</summary>
    public void AssertSound() => Assert.True(_faults.Count == 0, string.Join('\n', _faults));

    /// <summary>That the page is no wider than its window.</summary>
    public async Task AssertFitsAsync()
    {
        var over = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(over == 0, $"{Page.Url} is {over} pixels wider than its window of {Page.ViewportSize!.Width}.");
    }

    /// <summary>Keeps a picture for people to look at.</summary>
    public Task PictureAsync(string name, bool isWhole = false) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots.Folder, name + ".png"), FullPage = isWhole, Animations = ScreenshotAnimations.Disabled });

    /// <summary>Closes the browser where it is its own.</summary>
    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Watch()
    {
        Page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is not ("data" or "blob") && address.Authority != _home.Authority)
            {
                _faults.Add($"asked {request.Url}");
            }
        };
        Page.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Request.ResourceType != "document")
            {
                _faults.Add($"{response.Status} for {response.Url}");
            }
        };

        // A page's own status is told on the console as well.
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _faults.Add($"console: {message.Text}");
            }
        };
        Page.PageError += (_, error) => _faults.Add($"script: {error}");
    }
}
