using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Turnstone.Server.Components;

/// <summary>The few things that only a browser's script can do, as <c>face.js</c> does them. For interactive pages alone.</summary>
public sealed class FaceScript(IJSRuntime browser)
{
    /// <summary>Opens a dialog over the page: focus goes into it, and comes back when it closes.</summary>
    public ValueTask OpenAsync(ElementReference dialog) => browser.InvokeVoidAsync("turnstone.open", dialog);

    /// <summary>Closes one.</summary>
    public ValueTask CloseAsync(ElementReference dialog) => browser.InvokeVoidAsync("turnstone.close", dialog);

    /// <summary>Draws a checkbox as neither on nor off, which no attribute can.</summary>
    public ValueTask MixAsync(ElementReference checkbox, bool isMixed) => browser.InvokeVoidAsync("turnstone.mix", checkbox, isMixed);

    /// <summary>Moves the focus to the first field that is marked as wrong.</summary>
    public ValueTask FocusFaultAsync() => browser.InvokeVoidAsync("turnstone.focusFault");

    /// <summary>
    /// What stands in a list's box, or the file that was dropped on it, byte for byte. Read in pieces: an event of the page carries no more than 32 KB.
    /// The caller disposes it.
    /// </summary>
    public ValueTask<IJSStreamReference> ReadListAsync(ElementReference box) => browser.InvokeAsync<IJSStreamReference>("turnstone.list", box);

    /// <summary>Chooses a row of a list in its box, counted as a spreadsheet does, and brings it into sight.</summary>
    public ValueTask ShowRowAsync(ElementReference box, int row) => browser.InvokeVoidAsync("turnstone.row", box, row);

    /// <summary>Asks the browser to print the page.</summary>
    public ValueTask PrintAsync() => browser.InvokeVoidAsync("turnstone.print");

    /// <summary>Keeps something in a cookie of this server's, for a year.</summary>
    public ValueTask RememberAsync(string cookie, string text) => browser.InvokeVoidAsync("turnstone.remember", cookie, text);
}
