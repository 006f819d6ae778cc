using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Mailboxes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary><c>turnstone mailbox plan</c>.</summary>
internal sealed class MailboxPlanCommand()
    : MailboxOfNameCommand("plan", "Has the server list the source's folders and say where a full pass would put each. Nothing is written anywhere. Ends with 3 where there is no plan, or something stands in its way.")
{
    private static readonly View<PlannedFolderInfo> Folder = new(
        new("Folder", folder => string.Join('/', folder.Source)),
        new("Destination", folder => folder.Destination is { } names ? string.Join('/', names) : ""),
        new("Items", folder => folder.Items is { } items ? Quantity.Count(items) : ""),
        new("Size", folder => folder.Bytes is { } bytes ? Quantity.Bytes(bytes) : ""),
        new("Remark", RemarkOf));

    protected override async Task<int> RunAsync(RemoteSession session, MailboxInfo mailbox, CancellationToken cancellationToken)
    {
        var plan = await session.Client.PlanMailboxAsync(mailbox.Id, cancellationToken);
        session.Printer.PrintAnswer(plan, plan.Folders, Folder);
        if (plan.Failure is not { } failure)
        {
            return ExitStatus.Fine;
        }

        await session.Shell.Error.WriteLineAsync($"{failure.Message} {failure.Remedy} ({failure.Code})");
        return ExitStatus.MailboxFailed;
    }

    private static string RemarkOf(PlannedFolderInfo folder) => folder switch
    {
        { Failure: { } failure } => $"{failure.Message} {failure.Remedy}".TrimEnd(),
        { LeftOut: { } why } => why,
        { Renamed: { } change } => change,
        { Joins: { } other } => $"shares its destination with {string.Join('/', other)}",
        { IsMapped: true } => "mapped",
        _ => "",
    };
}
