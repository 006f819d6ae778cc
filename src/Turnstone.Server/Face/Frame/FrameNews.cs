namespace Turnstone.Server.Face.Frame;

/// <summary>Tells the frame that something it shows was added or changed by a page.</summary>
public sealed class FrameNews
{
    public event Action? Changed;

    /// <summary>Has the frame read anew.</summary>
    public void Tell() => Changed?.Invoke();
}
