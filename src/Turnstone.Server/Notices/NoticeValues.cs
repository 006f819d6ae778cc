using System.Globalization;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Mail;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Passes;

namespace Turnstone.Server.Notices;

/// <summary>What notices tell, by the names of <see cref="NoticeKinds"/>.</summary>
internal static class NoticeValues
{
    /// <summary>Of a pass that is over.</summary>
    public static Dictionary<string, object> Of(NoticeContext context, Mailbox mailbox, MailboxPass pass) => new(Of(context, mailbox))
    {
        ["kind"] = NameOf(pass.Kind),
        ["status"] = NameOf(pass.State),
        ["copied"] = Quantity.Count(pass.Copied),
        ["already_there"] = Quantity.Count(pass.AlreadyThere),
        ["skipped"] = Quantity.Count(pass.Skipped),
        ["errors"] = pass.Errors,
        ["size"] = Quantity.Bytes(pass.BytesCopied),
        ["started"] = MailText.Of(pass.Started ?? pass.Submitted),
        ["finished"] = MailText.Of(pass.Finished ?? pass.Submitted),
        ["failure"] = pass.FailureMessage ?? "",
        ["remedy"] = pass.FailureRemedy ?? "",
    };

    /// <summary>Of a mailbox, to its user.</summary>
    public static Dictionary<string, object> Of(NoticeContext context, Mailbox mailbox, string contact, DateOnly? date) => new(Of(context, mailbox))
    {
        ["date"] = date?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) ?? "",
        ["webmail"] = context.Webmail,
        ["contact"] = contact,
    };

    /// <summary>Of any mailbox.</summary>
    public static Dictionary<string, object> Of(NoticeContext context, Mailbox mailbox) => new()
    {
        ["source"] = mailbox.SourceAddress, ["destination"] = mailbox.DestinationAddress, ["project"] = context.Project, ["company"] = context.Company,
    };

    /// <summary>A kind of pass in words.</summary>
    public static string NameOf(PassKind kind) => kind switch
    {
        PassKind.Verify => "Verification",
        PassKind.Trial => "Trial migration",
        PassKind.PreStage => "Pre-stage migration",
        PassKind.Full => "Full migration",
        PassKind.Retry => "Retry of errors",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Where a pass stands, in words.</summary>
    public static string NameOf(PassState state) => state switch
    {
        PassState.Submitted => "Submitted",
        PassState.Queued => "Queued",
        PassState.WaitingForUser => "Waiting for user",
        PassState.Migrating => "Migrating",
        PassState.Stopping => "Stopping",
        PassState.Stopped => "Stopped",
        PassState.Completed => "Completed",
        PassState.CompletedWithErrors => "Completed with errors",
        PassState.Failed => "Failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
