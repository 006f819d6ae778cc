using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>Every part of the kit is worked by keyboard alone, and found by its role and its name.</summary>
[Collection(FaceCollection.Name)]
public sealed class GalleryKeyboardTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>, IAsyncLifetime
{
    private IBrowserContext _context = null!;
    private WatchedPage _watched = null!;

    private IPage Page => _watched.Page;

    public async ValueTask InitializeAsync()
    {
        _context = await chromium.NewContextAsync(server.Address, ColorScheme.Light);
        await FaceServer.SignInAsync(_context);
        _watched = await WatchedPage.OpenAsync(_context, server.Address);
        await _watched.GoAsync("gallery");
    }

    public async ValueTask DisposeAsync()
    {
        if (_context is not null)
        {
            await _context.DisposeAsync();
        }
    }

    [Fact]
    public async Task Tabs_FollowArrowsHomeAndEnd_AndAreOneTabStop()
    {
        var tabs = Page.GetByRole(AriaRole.Tablist, new() { Name = "Mailbox" });
        await tabs.GetByRole(AriaRole.Tab, new() { Name = "Passes" }).FocusAsync();

        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(tabs.GetByRole(AriaRole.Tab, new() { Name = "Folders" })).ToBeFocusedAsync();
        await Expect(Page.GetByRole(AriaRole.Tabpanel, new() { Name = "Folders" })).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("End");
        await Expect(Page.GetByRole(AriaRole.Tabpanel, new() { Name = "Errors" })).ToContainTextAsync("Twelve items");
        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(tabs.GetByRole(AriaRole.Tab, new() { Name = "Passes" })).ToHaveAttributeAsync("aria-selected", "true");
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Page.Keyboard.PressAsync("Home");
        await Expect(tabs.GetByRole(AriaRole.Tab, new() { Name = "Passes" })).ToBeFocusedAsync();
        await Expect(Page.GetByRole(AriaRole.Tabpanel, new() { Name = "Passes" })).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByRole(AriaRole.Tabpanel, new() { Name = "Passes" })).ToBeFocusedAsync();
        _watched.AssertSound();
    }

    [Fact]
    public async Task Tree_IsWalkedOpenedAndChosenFromByKeys()
    {
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Folders" }).ClickAsync();
        var tree = Page.GetByRole(AriaRole.Tree, new() { Name = "Folders" });
        ILocator Item(string name) => tree.GetByRole(AriaRole.Treeitem, new() { Name = name });
        await Item("Inbox 8,204").FocusAsync();

        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Item("Customers 1,310")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Item("Customers 1,310")).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(Item("Contoso 96")).ToHaveCountAsync(0);
        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Item("Contoso 96")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Item("Contoso 96")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Item("Customers 1,310")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("End");
        await Expect(Item("Deleted Items 88")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("[data-folder]")).ToHaveTextAsync("trash");
        await Expect(Item("Deleted Items 88")).ToHaveAttributeAsync("aria-selected", "true");
        await Page.Keyboard.PressAsync("Home");
        await Page.Keyboard.PressAsync("s");
        await Expect(Item("Sent Items renamed 5,117")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Shift+Tab");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Item("Sent Items renamed 5,117")).ToBeFocusedAsync();
        _watched.AssertSound();
    }

    [Fact]
    public async Task Menu_OpensIsWalkedAndChosenFrom_AndEscapeGivesTheFocusBack()
    {
        var button = Page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true });
        await button.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        var menu = Page.GetByRole(AriaRole.Menu, new() { Name = "Start" });

        await Expect(menu.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await Expect(button).ToHaveAttributeAsync("aria-expanded", "true");
        await Page.Keyboard.PressAsync("End");
        await Expect(menu.GetByRole(AriaRole.Menuitem, new() { Name = "Full Migration" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(menu.GetByRole(AriaRole.Menuitem, new() { Name = "Verify Credentials" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(menu).ToBeHiddenAsync();
        await Expect(button).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(menu.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("p");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("[data-chosen]")).ToHaveTextAsync("Pre-Stage Migration");
        await Expect(menu).ToBeHiddenAsync();
        await Expect(button).ToBeFocusedAsync();
        _watched.AssertSound();
    }

    [Theory]
    [InlineData("Open a dialog", "Stop 12 migrations?")]
    [InlineData("Open a drawer", "Edit mailbox")]
    public async Task DialogAndDrawer_KeepTheFocusInside_AndEscapeGivesItBack(string opens, string title)
    {
        var button = Page.GetByRole(AriaRole.Button, new() { Name = opens });
        await button.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        var dialog = Page.GetByRole(AriaRole.Dialog, new() { Name = title });

        await Expect(dialog).ToBeVisibleAsync();
        for (var presses = 0; presses < 12; presses++)
        {
            // Behind the last comes the browser's own bar, then the first again.
            await Page.Keyboard.PressAsync("Tab");
            Assert.True(await Page.EvaluateAsync<bool>("document.activeElement === document.body || document.activeElement.closest('dialog') !== null"));
        }

        await Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(button).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        _watched.AssertSound();
    }

    [Fact]
    public async Task Form_SaysWhatIsWrongAtEachField_AndGoesToTheFirst()
    {
        var form = Page.GetByRole(AriaRole.Region, new() { Name = "Fields" });
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");

        var company = form.GetByLabel("Company name");
        await Expect(company).ToBeFocusedAsync();
        await Expect(company).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(company).ToHaveAccessibleDescriptionAsync("This field cannot be left blank.");
        await Expect(form.GetByLabel("Primary email domain")).ToHaveAccessibleDescriptionAsync("Write a domain such as example.com. Such as example.com.");
        await Expect(form.GetByLabel("Destination region")).ToHaveAccessibleDescriptionAsync("This field cannot be left blank.");
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("Please see what is marked");
        await company.FillAsync("Contoso");
        await form.GetByLabel("Primary email domain").FillAsync("contoso.example");
        await form.GetByLabel("Destination region").SelectOptionAsync("eu");
        await form.GetByLabel("Log subjects of failed items").CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Expect(company).Not.ToHaveAttributeAsync("aria-invalid", "true");
        _watched.AssertSound();
    }

    [Fact]
    public async Task Stepper_SaysWhereOneIs_AndLeadsBack()
    {
        var stepper = Page.GetByRole(AriaRole.Navigation, new() { Name = "New project" });

        await Expect(stepper.Locator("[aria-current=step]")).ToContainTextAsync("Source");
        await stepper.GetByRole(AriaRole.Button, new() { Name = "Name and customer" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(stepper.Locator("[aria-current=step]")).ToContainTextAsync("Name and customer");
        _watched.AssertSound();
    }

    [Fact]
    public async Task Table_HasTenThousandRows_AndChoosesAllButOne()
    {
        var table = Page.GetByRole(AriaRole.Region, new() { Name = "Mailboxes" });
        var all = table.GetByRole(AriaRole.Checkbox, new() { Name = "Select all" });
        await Expect(table.GetByRole(AriaRole.Checkbox, new() { Name = "Select user00002@old.example" })).ToBeVisibleAsync();
        await all.FocusAsync();
        await Page.Keyboard.PressAsync("Space");
        await Expect(Page.Locator("[data-count]")).ToHaveTextAsync("10,000 of 10,000 selected");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("ArrowDown");
        var second = table.GetByRole(AriaRole.Checkbox, new() { Name = "Select user00002@old.example" });
        await Expect(second).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Space");

        await Expect(Page.Locator("[data-count]")).ToHaveTextAsync("9,999 of 10,000 selected");
        Assert.True(await all.EvaluateAsync<bool>("box => box.indeterminate"));
        await table.FocusAsync();
        await Page.Keyboard.PressAsync("End");
        var last = table.GetByRole(AriaRole.Checkbox, new() { Name = "Select user10000@old.example" });
        await Expect(last).ToBeCheckedAsync();
        await table.GetByRole(AriaRole.Button, new() { Name = "Errors" }).ClickAsync();
        await Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Errors" })).ToHaveAttributeAsync("aria-sort", "ascending");
        _watched.AssertSound();
    }

    [Fact]
    public async Task Toast_IsSaidWhereItIsHeard_AndGoesWhenAsked()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Say something bad" }).ClickAsync();
        var said = Page.GetByRole(AriaRole.Status, new() { Name = "Messages" });

        await Expect(said).ToContainTextAsync("another one has this name");
        await said.GetByRole(AriaRole.Button, new() { Name = "Close this message" }).ClickAsync();
        await Expect(said).Not.ToContainTextAsync("another one has this name");
        _watched.AssertSound();
    }

    [Fact]
    public async Task WhatIsDrawn_IsTold()
    {
        await Expect(Page.GetByRole(AriaRole.Img, new() { Name = "Mailboxes: 812 completed, 96 migrating, 31 with errors, 4 failed, 257 not submitted" })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Img, new() { NameRegex = new("^Throughput: now") })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Progressbar, new() { Name = "Anna's mailbox" })).ToHaveAttributeAsync("aria-valuenow", "62");
        await Expect(Page.GetByRole(AriaRole.Progressbar, new() { Name = "Boris's mailbox" })).Not.ToHaveAttributeAsync("aria-valuenow", new Regex("."));
        _watched.AssertSound();
    }
}
