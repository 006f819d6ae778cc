using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Security;

/// <summary>Identity's accounts in the plane's rows.</summary>
internal sealed class AgentStore([FromKeyedServices(AgentStore.Rows)] PlaneContext rows, IdentityErrorDescriber describer)
    : UserOnlyStore<Agent, PlaneContext, Guid>(rows, describer)
{
    /// <summary>The key of the rows it works on.</summary>
    public const string Rows = "accounts";
}
