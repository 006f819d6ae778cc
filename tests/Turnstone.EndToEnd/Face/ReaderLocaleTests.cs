using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.Projects;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>Numbers and moments are written as the browser's language and clock have them, on what the server draws at first and what its circuit draws later.</summary>
[Collection(FaceCollection.Name)]
public sealed class ReaderLocaleTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GermanInNewYork_ReadsGermanNumbers_ByNewYorksClock()
    {
        var customer = await server.AddCustomerAsync("Proseware", "proseware.example");
        using var client = await server.ClientAsync();
        var project = await client.AddProjectAsync(new ProjectDraft { CustomerId = customer, Name = "Proseware", Region = "here" }, Cancel);
        var list = string.Concat(Enumerable.Range(0, 1234).Select(i => $"user{i}@proseware.example,,,user{i}@new.proseware.example,,,\n"));
        using var rows = new MemoryStream(Encoding.UTF8.GetBytes("Source Email,Source Login,Source Password,Destination Email,Destination Login,Destination Password,Flags\n" + list));
        var import = await client.ImportMailboxesAsync(project.Id, rows, cancellationToken: Cancel);
        Assert.True(import.Added == 1234, string.Join('\n', import.Faults.Take(3)));
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Light, locale: "de-DE", zone: "America/New_York");
        var watched = await WatchedPage.SignedInAsync(context, server);

        // The first page of a browser tells the server where it is.
        await watched.GoAsync("");
        await watched.GoAsync("projects");

        var row = watched.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Proseware" }).First;
        await Expect(row).ToContainTextAsync("1.234");
        var added = TimeZoneInfo.ConvertTime(project.Created, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        await Expect(row.Locator("time")).ToHaveTextAsync(added.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture));
        await Expect(row.Locator("time")).ToHaveAttributeAsync("title", new Regex(@"\(America/New_York\)$"));
        watched.AssertSound();
    }
}
