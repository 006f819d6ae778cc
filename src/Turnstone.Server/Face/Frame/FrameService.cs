using Turnstone.Client.Customers;
using Turnstone.Server.Customers;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Server.Sessions;
using Turnstone.Server.Workgroups;

namespace Turnstone.Server.Face.Frame;

/// <summary>Gathers what stands around every page.</summary>
internal sealed class FrameService(
    Workspace workspace, SessionService sessions, WorkgroupService workgroups, CustomerService customers, ProjectService projects, ServerSettings settings)
{
    /// <summary>How many projects the pane shows; the rest are a click away.</summary>
    public const int MostProjects = 12;

    /// <summary>How many customers it shows.</summary>
    public const int MostRecent = 5;

    /// <summary>Reads it.</summary>
    /// <param name="visited">Customers that were looked at, the latest first; those that are not of this workgroup are passed over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FrameData> ReadAsync(IReadOnlyList<Guid> visited, CancellationToken cancellationToken)
    {
        var caller = workspace.Caller;
        var first = await projects.ListAsync(new ProjectQuery(Take: MostProjects), cancellationToken);
        return new FrameData
        {
            Session = (await sessions.FindAsync(caller.AgentId, caller.WorkgroupId, caller.TookTwoSteps, cancellationToken))!,
            Workgroups = await workgroups.ListAsync(cancellationToken),
            Recent = await FindAsync(visited, cancellationToken),
            Projects = first.Items,
            AllProjects = first.Total,
            MayKeepCustomers = caller.May(Ability.KeepCustomers),
            MayRunProjects = caller.May(Ability.RunProjects),
            MayKeepAgents = caller.May(Ability.KeepAgents),
            MayMakeWorkgroups = caller.May(Ability.MakeWorkgroups),
            IsMetered = settings.Licensing is not null,
            MayBuy = settings.Licensing is not null && caller.May(Ability.BuyLicences),
        };
    }

    private async Task<IReadOnlyList<CustomerInfo>> FindAsync(IReadOnlyList<Guid> visited, CancellationToken cancellationToken)
    {
        var found = new List<CustomerInfo>();
        foreach (var id in visited)
        {
            if (found.Count == MostRecent)
            {
                break;
            }

            try
            {
                if (await customers.GetAsync(id, cancellationToken) is { Archived: null } customer)
                {
                    found.Add(customer);
                }
            }
            catch (Refusal)
            {
                // Another workgroup's, or gone.
            }
        }

        return found;
    }
}
