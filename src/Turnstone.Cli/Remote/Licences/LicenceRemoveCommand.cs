using Turnstone.Cli.Remote.Output;
using Turnstone.Client.CustomerUsers;

namespace Turnstone.Cli.Remote.Licences;

/// <summary><c>turnstone licence remove</c>.</summary>
internal sealed class LicenceRemoveCommand() : LicenceUserCommand("remove", "Takes unused licences back from people of a customer: from all or nobody.")
{
    protected override async Task<int> DoAsync(RemoteSession session, Guid customer, CustomerUserSelection selection, CancellationToken cancellationToken)
    {
        var done = await session.Client.RemoveLicencesAsync(customer, selection, cancellationToken);
        return session.Tell(done, $"{Shown.Count(done.Removed, "licence", "licences")} taken back; {Shown.Count(done.WithoutOne, "person", "people")} had none.");
    }
}
