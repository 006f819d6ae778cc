using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Passes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Passes;

internal static class PassViews
{
    public static View<PassInfo> Pass { get; } = new(
        new("Mailbox", pass => pass.Mailbox),
        new("Pass", pass => Shown.Word(pass.Kind)),
        new("State", pass => Shown.Word(pass.State)),
        new("Items", pass => PassWords.Items(pass.Progress)),
        new("Errors", pass => pass.Progress.Failed == 0 ? "" : Quantity.Count(pass.Progress.Failed)),
        new("Copied", pass => pass.Progress.BytesCopied == 0 ? "" : Quantity.Bytes(pass.Progress.BytesCopied)),
        new("Grade", pass => pass.Grade),
        new("Busy with", pass => pass.Progress.Phase, InLists: false),
        new("Folder", pass => pass.Progress.Folder, InLists: false),
        new("Already there", pass => pass.Progress.AlreadyThere == 0 ? "" : Quantity.Count(pass.Progress.AlreadyThere), InLists: false),
        new("Left out", pass => pass.Progress.Skipped == 0 ? "" : Quantity.Count(pass.Progress.Skipped), InLists: false),
        new("Waits until", pass => Shown.Moment(pass.Progress.WaitsUntil), InLists: false),
        new("Expected", pass => Shown.Moment(pass.Progress.Expected), InLists: false),
        new("Failure", pass => pass.Failure is { } failure ? $"{failure.Message} {failure.Remedy} ({failure.Code})" : "", InLists: false),
        new("Submitted", pass => Shown.Moment(pass.Submitted)),
        new("Due", pass => Shown.Moment(pass.Due), InLists: false),
        new("Started", pass => Shown.Moment(pass.Started), InLists: false),
        new("Finished", pass => Shown.Moment(pass.Finished), InLists: false),
        new("Id", pass => $"{pass.Id}"));

    public static View<ItemErrorInfo> Error { get; } = new(
        new("Folder", error => error.Folder),
        new("UID", error => $"{error.Uid}"),
        new("Outcome", error => error.Outcome),
        new("Code", error => error.Code),
        new("What happened", error => error.Repair is { } repair ? $"{error.Message} {repair}".Trim() : error.Message),
        new("What to do", error => error.Remedy),
        new("Size", error => Quantity.Bytes(error.Bytes)),
        new("Received", error => Shown.Moment(error.Received)));

    public static View<RefusedMailbox> Refused { get; } = new(
        new("Mailbox", refused => refused.Mailbox.Length > 0 ? refused.Mailbox : $"{refused.MailboxId}"),
        new("Code", refused => refused.Code),
        new("Why not", refused => refused.Message));
}
