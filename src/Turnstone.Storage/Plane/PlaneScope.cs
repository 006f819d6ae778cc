namespace Turnstone.Storage.Plane;

/// <summary>Whose rows a context finds and writes.</summary>
public abstract record PlaneScope
{
    private PlaneScope()
    {
    }

    /// <summary>Those of one workgroup: what serves a person.</summary>
    public sealed record Of(Guid WorkgroupId) : PlaneScope;

    /// <summary>
    /// Those of all: for what the house does by itself (starting, waking passes, tidying), never for what serves a person. It makes nothing new
    /// that belongs to a workgroup, as it would not know to which.
    /// </summary>
    public sealed record House : PlaneScope;
}
