namespace Turnstone.Storage.Plane;

/// <summary>The control plane's database was written by a newer version.</summary>
public sealed class NewerPlaneException(string step) : InvalidOperationException(
    $"The control plane's database was brought to a newer form (\"{step}\") by a newer version of Turnstone: start that version, or restore a back-up made before.");
