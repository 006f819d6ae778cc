using Microsoft.AspNetCore.Components;

namespace Turnstone.Server.Components.Fields;

/// <summary>
/// Events of <c>face.js</c>. What stands around a list's box tells that it holds something else, and not what: an event of the box itself would carry
/// all of it, and one of more than 32 KB ends the page. The compiler looks for this name.
/// </summary>
[EventHandler("onlistchange", typeof(EventArgs), enableStopPropagation: false, enablePreventDefault: false)]
public static class EventHandlers;
