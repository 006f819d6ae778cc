using Turnstone.Cli.Remote.Output;
using Turnstone.Client.CustomerUsers;

namespace Turnstone.Cli.Remote.Licences;

/// <summary><c>turnstone licence apply</c>.</summary>
internal sealed class LicenceApplyCommand() : LicenceUserCommand("apply", "Applies a licence to each of a customer's people that were chosen and have none: to all or nobody.")
{
    protected override async Task<int> DoAsync(RemoteSession session, Guid customer, CustomerUserSelection selection, CancellationToken cancellationToken)
    {
        var done = await session.Client.ApplyLicencesAsync(customer, selection, cancellationToken);
        return session.Tell(done, $"{Shown.Count(done.Applied, "licence", "licences")} applied; {Shown.Count(done.AlreadyThere, "person", "people")} had one.");
    }
}
