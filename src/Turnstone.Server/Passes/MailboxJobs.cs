using Microsoft.EntityFrameworkCore;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Planning.Support;
using Turnstone.Server.Endpoints;
using Turnstone.Server.Purging;
using Turnstone.Server.Security;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Passes;

/// <summary>
/// Turns rows into jobs: project, mailbox, both endpoints and the secrets of all. Settings are read when a pass starts and not again while it
/// runs. Safe for all threads.
/// </summary>
internal sealed class MailboxJobs(PlaneDatabase plane, Secrets secrets, EndpointOpening opening, TimeProvider time)
{
    /// <summary>The job of a mailbox. Its credentials count as used now.</summary>
    /// <param name="workgroup">Whose mailbox.</param>
    /// <param name="mailboxId">Which.</param>
    /// <param name="asked">What was asked of the pass itself: its kind, and bounds that go before the project's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SessionException">Something is missing or wrong; the failure says what and what to do. Retrying alone does not help.</exception>
    public async Task<MailboxJob> PrepareAsync(Guid workgroup, Guid mailboxId, PassOptions asked, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.Of(workgroup));
        var mailbox = await rows.Mailboxes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == mailboxId, cancellationToken)
            ?? throw Unready("The mailbox was deleted.", "Nothing is left to do for it.");
        var project = await rows.Projects.AsNoTracking().SingleAsync(row => row.Id == mailbox.ProjectId, cancellationToken);
        var source = await EndpointAsync(rows, project, project.SourceId, "source", cancellationToken);
        var destination = await EndpointAsync(rows, project, project.DestinationId, "destination", cancellationToken);
        var job = Of(project, mailbox, source, destination, asked);
        await LastUse.NoteAsync(rows, mailbox, [source, destination], time, cancellationToken);
        return job;
    }

    /// <summary>The job of rows that are at hand.</summary>
    /// <exception cref="SessionException">As <see cref="PrepareAsync"/>.</exception>
    public MailboxJob Of(Project project, Mailbox mailbox, Endpoint source, Endpoint destination, PassOptions asked)
    {
        var support = SupportOptionsParser.Parse([mailbox.SupportOptions], SupportOptionsParser.Parse([project.SupportOptions]).Options).Options;
        var (from, to) = (Address(mailbox.SourceAddress), Address(mailbox.DestinationAddress));
        return new MailboxJob
        {
            MailboxId = mailbox.Id,
            ProjectId = project.Id,
            Source = from,
            Destination = to,
            SourceOptions = opening.Source(
                source, new MailboxAccount(from, mailbox.SourceLogin, Reveal(SecretKind.MailboxSource, mailbox.ProtectedSourceSecret))),
            DestinationOptions = opening.Destination(
                destination, new MailboxAccount(to, mailbox.DestinationLogin, Reveal(SecretKind.MailboxDestination, mailbox.ProtectedDestinationSecret)), support.UseImpersonation),
            Options = OptionsOf(project, asked).With(support),
            MaxBytesPerSecond = project.MostMegabits * 1_000_000 / 8,
            KeepsSubjects = project.KeepsSubjects,
        };
    }

    private static PassOptions OptionsOf(Project project, PassOptions asked)
    {
        try
        {
            return asked with
            {
                OlderThan = asked.OlderThan ?? project.OlderThan,
                NewerThan = asked.NewerThan ?? project.NewerThan,
                FolderFilter = project.FolderFilter.Length == 0 ? null : FolderFilter.Parse(project.FolderFilter),
                MaxErrors = project.MostErrors,
            };
        }
        catch (FormatException e)
        {
            throw Unready(e.Message, "Correct the project's folder filter, then start the same pass again.");
        }
    }

    private static async Task<Endpoint> EndpointAsync(PlaneContext rows, Project project, Guid? id, string side, CancellationToken cancellationToken) =>
        await rows.Endpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
        ?? throw Unready($"The project \"{project.Name}\" has no {side} endpoint.", $"Choose the {side} endpoint in the project, then start the same pass again.");

    // A password whose keys are gone is one that nobody entered.
    private Connectors.Secret? Reveal(SecretKind kind, string? stored) => stored is null ? null : secrets.Reveal(kind, stored);

    private static SmtpAddress Address(string text) => SmtpAddress.TryParse(text, out var address)
        ? address
        : throw Unready($"\"{text}\" is not a mail address.", "Correct the mailbox's addresses, then start the same pass again.");

    private static SessionException Unready(string message, string remedy) => new(new Failure
    {
        Side = FailureSide.Local, Scope = FailureScope.Mailbox, Code = FailureCodes.LocalOptions, Message = message, Remedy = remedy,
    });
}
