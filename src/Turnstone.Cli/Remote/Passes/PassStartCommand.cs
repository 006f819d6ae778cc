using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Mailboxes;
using Turnstone.Cli.Remote.Output;
using Turnstone.Cli.Settings;
using Turnstone.Client.Passes;

namespace Turnstone.Cli.Remote.Passes;

/// <summary><c>turnstone pass start</c>.</summary>
internal sealed class PassStartCommand : RemoteCommand
{
    private static readonly Dictionary<string, Verification> Verifications = Enum.GetValues<Verification>().ToDictionary(Shown.Word);

    private readonly Argument<string?> _project;
    private readonly MailboxChoice _choice;
    private readonly Option<string?> _pass;
    private readonly Option<string?> _due;
    private readonly Option<string?> _priority;
    private readonly Option<string?> _olderThan;
    private readonly Option<string?> _newerThan;
    private readonly Option<string?> _verifyContent;
    private readonly Option<bool> _refreshFlags;
    private readonly Option<bool> _watch;

    public PassStartCommand()
        : base("start", "Submits a pass over each of the chosen mailboxes, and says of each other why not. Ends with 65 where one was refused.")
    {
        _project = AddWord("project", "Name or id.");
        _choice = MailboxChoice.AddTo(this);
        _pass = Add("--pass", "verify|trial|prestage|full|retry", "What it does, as with turnstone migrate. Default full.");
        _due = Add("--at", "moment", "When it may begin, such as 2026-12-01T20:00Z. Default now.");
        _priority = Add("--priority", "n", "From -100 to 100: those with the higher number begin first. Default 0.");
        _olderThan = Add("--older-than", "Nd | yyyy-MM-dd", "Only items received before this. Default for prestage 90d.");
        _newerThan = Add("--newer-than", "Nd | yyyy-MM-dd", "Only items received at or after this.");
        _verifyContent = Add("--verify-content", "none|sample|full", "How much is compared with the source afterwards. Default sample.");
        _refreshFlags = AddSwitch("--refresh-flags", "With --pass full: brings over changed flags of items that are there already.");
        _watch = AddSwitch("--watch", "Shows the project's passes until none is left, as turnstone pass watch does.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var chosen = _choice.Read(parsed, findings);
        var draft = new PassDraft
        {
            Kind = parsed.Word(_pass, PassWords.Kinds, PassKind.Full, findings),
            Due = parsed.Moment(_due, findings),
            Priority = parsed.Number(_priority, -100, 100, 0, findings),
            OlderThan = MomentText.Read(_olderThan.Name, parsed.Text(_olderThan), shell.Time, findings),
            NewerThan = MomentText.Read(_newerThan.Name, parsed.Text(_newerThan), shell.Time, findings),
            Verification = parsed.Word(_verifyContent, Verifications, Verification.Sample, findings),
            RefreshFlags = parsed.IsSet(_refreshFlags),
        };
        var watches = parsed.IsSet(_watch);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            var submission = await session.Client.SubmitPassesAsync(project.Id, draft with { Mailboxes = await chosen.IdsAsync(session, project.Id, cancellationToken) }, cancellationToken);
            session.Tell(submission, $"{Shown.Count(submission.Submitted, "pass was", "passes were")} submitted, {Shown.Count(submission.Refused.Count, "mailbox was", "mailboxes were")} refused.");
            if (submission.Refused.Count > 0)
            {
                new TextPrinter(session.Shell with { Out = session.Shell.Error, IsTerminal = false }).PrintAll(submission.Refused, PassViews.Refused);
            }

            var watched = watches && submission.Submitted > 0 ? await PassWatching.RunAsync(session, project.Id, cancellationToken) : ExitStatus.Fine;
            return submission.Refused.Count > 0 ? ExitStatus.Refused : watched;
        };
    }
}
