namespace Turnstone.Storage.Plane;

/// <summary>
/// What belongs to a workgroup. A context of another workgroup neither finds nor changes it, and nothing of another workgroup can refer to it:
/// <see cref="PlaneContext"/> sees to the one, keys that hold the workgroup to the other.
/// </summary>
public abstract class Owned
{
    /// <summary>Its id; one made later sorts behind.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Whose it is: the workgroup of the context that saved it first, for good.</summary>
    public Guid WorkgroupId { get; private set; }
}
