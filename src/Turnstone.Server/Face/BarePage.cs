namespace Turnstone.Server.Face;

/// <summary>Marks a route that answers people with a page of its own, outside the frame and its circuit.</summary>
internal sealed class BarePage;
