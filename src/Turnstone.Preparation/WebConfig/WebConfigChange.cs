namespace Turnstone.Preparation.WebConfig;

/// <summary>A value of a web.config that a request's size depends on.</summary>
/// <param name="Setting">The attribute's name.</param>
/// <param name="Where">The binding or section it belongs to.</param>
/// <param name="Line">The line it stands in, from 1.</param>
/// <param name="Before">What it is; null where it is not written there.</param>
/// <param name="After">What it becomes; the same as before where it is left.</param>
public sealed record WebConfigChange(string Setting, string Where, int Line, long? Before, long After)
{
    /// <summary>Whether anything changes.</summary>
    public bool IsChange => Before != After;
}
