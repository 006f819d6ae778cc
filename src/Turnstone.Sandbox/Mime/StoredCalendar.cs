namespace Turnstone.Sandbox.Mime;

/// <summary>The iCalendar text of a meeting message and its method in upper case.</summary>
public sealed record StoredCalendar(string Method, string Text);
