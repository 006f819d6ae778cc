using System.CommandLine;
using Turnstone.Cli.Remote.Agents;
using Turnstone.Cli.Remote.Coupons;
using Turnstone.Cli.Remote.Customers;
using Turnstone.Cli.Remote.CustomerUsers;
using Turnstone.Cli.Remote.Endpoints;
using Turnstone.Cli.Remote.Licences;
using Turnstone.Cli.Remote.Mailboxes;
using Turnstone.Cli.Remote.Notices;
using Turnstone.Cli.Remote.Orders;
using Turnstone.Cli.Remote.Passes;
using Turnstone.Cli.Remote.Projects;
using Turnstone.Cli.Remote.Sessions;
using Turnstone.Cli.Remote.Statistics;
using Turnstone.Cli.Remote.Tokens;

namespace Turnstone.Cli.Remote;

/// <summary>All commands that ask a server, a noun in a line.</summary>
internal static class RemoteCommands
{
    public static IEnumerable<Command> All() =>
    [
        new LoginCommand(),
        new LogoutCommand(),
        new Command("customer", "Customers of a server.")
        {
            new CustomerListCommand(), new CustomerAddCommand(), new CustomerArchiveCommand(), new CustomerRestoreCommand(),
            new Command("user", "People of a customer.")
            {
                new CustomerUserListCommand(), new CustomerUserAddCommand(), new CustomerUserImportCommand(), new CustomerUserRemoveCommand(),
            },
        },
        new Command("endpoint", "Servers to copy from and into.")
        {
            new EndpointListCommand(),
            new Command("add", "Adds an endpoint.") { new EndpointAddImapCommand(), new EndpointAddExchangeCommand() },
            new EndpointTestCommand(), new EndpointArchiveCommand(), new EndpointRestoreCommand(),
        },
        new Command("project", "Projects of a server.")
        {
            new ProjectListCommand(), new ProjectShowCommand(), new ProjectCreateCommand(), new ProjectCloneCommand(), new ProjectValidateCommand(), new ProjectArchiveCommand(),
            new ProjectRestoreCommand(), new ProjectPurgeCommand(), new ProjectRunbookCommand(), new ProjectTickCommand(), new ProjectHandOverCommand(),
        },
        new Command("mailbox", "Mailboxes of a project.")
        {
            new MailboxListCommand(), new MailboxAddCommand(), new MailboxImportCommand(), new MailboxFromUsersCommand(), new MailboxExportCommand(), new MailboxStarCommand(), new MailboxMoveCommand(),
            new MailboxClearCredentialsCommand(), new MailboxRemoveCommand(), new MailboxFoldersCommand(), new MailboxPlanCommand(),
        },
        new Command("pass", "Passes over mailboxes.")
        {
            new PassStartCommand(), new PassListCommand(), new PassShowCommand(), new PassWatchCommand(), new PassStopCommand(), new PassErrorsCommand(),
        },
        new StatisticsCommand(),
        new Command("notice", "What a project tells by mail.")
        {
            new NoticeSendCommand(),
            new Command("template", "The words of a project's notices.")
            {
                new TemplateListCommand(), new TemplateShowCommand(), new TemplateChangeCommand(), new TemplateResetCommand(), new TemplatePreviewCommand(),
            },
        },
        new Command("licence", "Licences of customers' people, where a server meters.")
        {
            new LicenceStatusCommand(), new LicenceNeedCommand(), new LicenceApplyCommand(), new LicenceRemoveCommand(),
            new Command("order", "Orders of licences.")
            {
                new OrderListCommand(), new OrderShowCommand(), new OrderAddCommand(), new OrderPlaceCommand(), new OrderCancelCommand(), new OrderAcceptCommand(), new OrderRefuseCommand(),
            },
            new Command("coupon", "Unused licences on their way to another workgroup.")
            {
                new CouponListCommand(), new CouponMakeCommand(), new CouponWithdrawCommand(), new CouponCheckCommand(), new CouponApplyCommand(),
            },
        },
        new Command("agent", "People of the workgroup.") { new AgentListCommand(), new AgentInviteCommand() },
        new Command("token", "Your personal access tokens.") { new TokenListCommand(), new TokenMakeCommand(), new TokenRevokeCommand() },
    ];
}
