using Turnstone.Server.Requests;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Security;

/// <summary>What a noun's service works in: the caller and the rows of their workgroup. One for each request.</summary>
internal sealed class Workspace(PlaneDatabase plane)
{
    private Caller? _caller;
    private BegunRequest.Mine? _request;

    /// <summary>Who asks. Only where a route needs an ability, which is where somebody was let in.</summary>
    public Caller Caller => _caller ?? throw new InvalidOperationException("Nobody was let in: the route lacks an ability.");

    /// <summary>Lets somebody in.</summary>
    public void Enter(Caller caller) => _caller = caller;

    /// <summary>From here on what is saved is saved for a request that came with a key.</summary>
    public void Work(BegunRequest.Mine request) => _request = request;

    /// <summary>The rows of the caller's workgroup; what is saved stands in the action log under their name. The caller of this disposes it.</summary>
    public PlaneContext Open()
    {
        var rows = plane.Open(new PlaneScope.Of(Caller.WorkgroupId, Caller.AgentId));
        if (_request is { } request)
        {
            rows.WorkFor(request.Id, request.Attempt);
        }

        return rows;
    }
}
