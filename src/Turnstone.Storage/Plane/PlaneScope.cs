namespace Turnstone.Storage.Plane;

/// <summary>Whose rows a context finds and writes.</summary>
public abstract record PlaneScope
{
    private PlaneScope()
    {
    }

    /// <summary>Those of one workgroup: what serves a person.</summary>
    /// <param name="WorkgroupId">Which.</param>
    /// <param name="AgentId">Who works with them: what they save stands in the action log under their name. Null for the house itself, which keeps no log.</param>
    public sealed record Of(Guid WorkgroupId, Guid? AgentId = null) : PlaneScope;

    /// <summary>
    /// Those of all: for what the house does by itself (starting, waking passes, tidying), never for what serves a person. It makes nothing new
    /// that belongs to a workgroup, as it would not know to which.
    /// </summary>
    public sealed record House : PlaneScope;
}
