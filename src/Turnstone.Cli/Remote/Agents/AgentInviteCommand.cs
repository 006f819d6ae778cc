using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.People;

namespace Turnstone.Cli.Remote.Agents;

/// <summary><c>turnstone agent invite</c>.</summary>
internal sealed class AgentInviteCommand : RemoteCommand
{
    private static readonly Dictionary<string, AgentRole> Roles = Enum.GetValues<AgentRole>().ToDictionary(Shown.Word);

    private static readonly View<InvitationInfo> Columns = new(
        new("Address", invitation => invitation.Address),
        new("Role", invitation => Shown.Word(invitation.Role)),
        new("Until", invitation => Shown.Moment(invitation.Expires)),
        new("Id", invitation => $"{invitation.Id}"));

    private readonly Argument<string[]> _addresses;
    private readonly Option<string?> _role;

    public AgentInviteCommand()
        : base("invite", "Asks people by mail to join the workgroup; the links work once, for seven days.")
    {
        _addresses = AddWords("address", "Their addresses, at most 50.");
        _role = Add("--role", "inactive|associate|manager|administrator", "As what they join. Default associate.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var draft = new InvitationDraft
        {
            Addresses = parsed.Words(_addresses, "Write the addresses of those who shall join.", findings),
            Role = parsed.Word(_role, Roles, AgentRole.Associate, findings),
        };
        return async (session, cancellationToken) => session.ShowAll(await session.Client.InviteAsync(draft, cancellationToken), Columns);
    }
}
