using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Mailboxes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary><c>turnstone mailbox folders</c>.</summary>
internal sealed class MailboxFoldersCommand() : MailboxOfNameCommand("folders", "Lists a mailbox's folders, where they went and what became of their items, as the last pass left them.")
{
    private static readonly View<MailboxFolderInfo> Folder = new(
        new("Folder", folder => folder.Source),
        new("Destination", folder => folder.Destination),
        new("Found", folder => Quantity.Count(folder.Found)),
        new("Copied", folder => Quantity.Count(folder.Copied)),
        new("There already", folder => Quantity.Count(folder.AlreadyThere)),
        new("Left out", folder => Quantity.Count(folder.Skipped)),
        new("Failed", folder => Quantity.Count(folder.Failed)),
        new("Remark", folder => folder.Failure is { } failure ? $"{failure.Message} {failure.Remedy}".TrimEnd() : folder.LeftOut ?? folder.Renamed ?? (folder.Joins is { } other ? $"shares its destination with {other}" : "")));

    protected override async Task<int> RunAsync(RemoteSession session, MailboxInfo mailbox, CancellationToken cancellationToken)
    {
        var known = await session.Client.ListMailboxFoldersAsync(mailbox.Id, cancellationToken);
        session.Printer.PrintAnswer(known, known.Folders, Folder);
        return ExitStatus.Fine;
    }
}
