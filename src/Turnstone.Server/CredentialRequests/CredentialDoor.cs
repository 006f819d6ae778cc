using Microsoft.EntityFrameworkCore;
using Turnstone.Engine.Mailboxes;
using Turnstone.Server.Endpoints;
using Turnstone.Server.Security;
using Turnstone.Storage.Actions;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.CredentialRequests;

/// <summary>
/// What the holder of a link can do: see what is asked, and give it once. A code that never was, that is used up, withdrawn or expired is all the same
/// here. What is entered goes to the server it is for, and encrypted into the mailbox's row, and nowhere else.
/// </summary>
internal sealed class CredentialDoor(PlaneDatabase plane, EndpointCheck check, Secrets secrets, TimeProvider time)
{
    /// <summary>How often something may be entered that a server refuses, before the link works no longer.</summary>
    public const int MostTries = 5;

    /// <summary>What is asked; null where the link does not work.</summary>
    public async Task<CredentialAsk?> OpenAsync(string code, CancellationToken cancellationToken)
    {
        if (await FindAsync(code, cancellationToken) is not { } found)
        {
            return null;
        }

        var now = time.GetUtcNow();
        await using var rows = plane.Open(new PlaneScope.Of(found.WorkgroupId));
        await rows.CredentialRequests.Where(row => row.Id == found.Id).ExecuteUpdateAsync(change => change.SetProperty(row => row.Opened, now), cancellationToken);
        return (await ReadAsync(rows, found, cancellationToken)).Ask;
    }

    /// <summary>Tries what was entered, where the request wants that, and keeps it.</summary>
    /// <param name="code">The link's code.</param>
    /// <param name="source">For the source; read only where it is asked for.</param>
    /// <param name="destination">For the destination; read only where it is asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CredentialOutcome> GiveAsync(string code, CredentialEntry source, CredentialEntry destination, CancellationToken cancellationToken)
    {
        if (await FindAsync(code, cancellationToken) is not { } found)
        {
            return new CredentialOutcome.Gone();
        }

        await using var rows = plane.Open(new PlaneScope.Of(found.WorkgroupId));
        var (ask, mailbox, project) = await ReadAsync(rows, found, cancellationToken);
        bool? atSource = null, atDestination = null;
        if (found.IsTried)
        {
            if (!await SpendTryAsync(rows, found, cancellationToken))
            {
                return new CredentialOutcome.Gone();
            }

            atSource = found.AsksSource ? await TryAsync(rows, project.SourceId, mailbox.SourceAddress, source, cancellationToken) : true;
            atDestination = found.AsksDestination ? await TryAsync(rows, project.DestinationId, mailbox.DestinationAddress, destination, cancellationToken) : true;
            if (atSource == false || atDestination == false)
            {
                return found.Tries + 1 >= MostTries
                    ? await GiveUpAsync(rows, found, mailbox, cancellationToken)
                    : new CredentialOutcome.NotAccepted(ask with { TriesLeft = MostTries - found.Tries - 1 }, atSource == false, atDestination == false);
            }
        }

        return await KeepAsync(found, source, destination, atSource == true && atDestination == true, cancellationToken)
            ? new CredentialOutcome.Kept(ask)
            : new CredentialOutcome.Gone();
    }

    private async Task<CredentialRequest?> FindAsync(string code, CancellationToken cancellationToken)
    {
        var hash = SecretCode.HashOf(code);
        await using var rows = plane.Open(new PlaneScope.House());
        return await CredentialRequestRows.Standing(rows.CredentialRequests.AsNoTracking(), time.GetUtcNow())
            .SingleOrDefaultAsync(row => row.Hash == hash && row.Tries < MostTries, cancellationToken);
    }

    private static async Task<(CredentialAsk Ask, Mailbox Mailbox, Project Project)> ReadAsync(PlaneContext rows, CredentialRequest request, CancellationToken cancellationToken)
    {
        var mailbox = await rows.Mailboxes.AsNoTracking().SingleAsync(row => row.Id == request.MailboxId, cancellationToken);
        var project = await rows.Projects.AsNoTracking().SingleAsync(row => row.Id == mailbox.ProjectId, cancellationToken);
        var agent = await rows.Agents.AsNoTracking().SingleAsync(row => row.Id == request.AskedById, cancellationToken);
        var ask = new CredentialAsk
        {
            AskedBy = agent.DisplayName,
            Contact = agent.Email ?? "",
            Workgroup = await rows.Workgroups.Where(row => row.Id == request.WorkgroupId).Select(row => row.Name).SingleAsync(cancellationToken),
            Company = await rows.Customers.Where(row => row.Id == project.CustomerId).Select(row => row.CompanyName).SingleAsync(cancellationToken),
            SourceAddress = mailbox.SourceAddress,
            DestinationAddress = mailbox.DestinationAddress,
            Source = request.AsksSource ? new CredentialSide(mailbox.SourceLogin ?? mailbox.SourceAddress, await ServerAsync(rows, project.SourceId, cancellationToken)) : null,
            Destination = request.AsksDestination
                ? new CredentialSide(mailbox.DestinationLogin ?? mailbox.DestinationAddress, await ServerAsync(rows, project.DestinationId, cancellationToken)) : null,
            IsTried = request.IsTried,
            TriesLeft = MostTries - request.Tries,
            Expires = request.Expires,
        };
        return (ask, mailbox, project);
    }

    // Autodiscover's addresses have no host to show.
    private static async Task<string> ServerAsync(PlaneContext rows, Guid? endpoint, CancellationToken cancellationToken)
    {
        var address = await rows.Endpoints.Where(row => row.Id == endpoint).Select(row => row.Address).SingleOrDefaultAsync(cancellationToken);
        return Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.Host : "";
    }

    // Before it is tried: of several who try at the same time, none has more than their number.
    private static async Task<bool> SpendTryAsync(PlaneContext rows, CredentialRequest request, CancellationToken cancellationToken) =>
        await rows.CredentialRequests.Where(row => row.Id == request.Id && row.Hash == request.Hash && row.Tries == request.Tries && row.Given == null && row.Withdrawn == null)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.Tries, row => row.Tries + 1), cancellationToken) == 1;

    /// <summary>Whether the server takes it; null where it cannot be asked, which its user cannot mend: then it is kept as it is.</summary>
    private async Task<bool?> TryAsync(PlaneContext rows, Guid? id, string address, CredentialEntry entry, CancellationToken cancellationToken)
    {
        var endpoint = await rows.Endpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return endpoint is not null && !EndpointOpening.HasAccount(endpoint) && SmtpAddress.TryParse(address, out var known)
            ? await check.SignsInAsync(endpoint, new MailboxAccount(known, entry.Login, entry.Password), cancellationToken)
            : null;
    }

    private async Task<CredentialOutcome> GiveUpAsync(PlaneContext rows, CredentialRequest request, Mailbox mailbox, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        await rows.CredentialRequests.Where(row => row.Id == request.Id).ExecuteUpdateAsync(change => change.SetProperty(row => row.Expires, now), cancellationToken);
        rows.Add(LineOf(mailbox, "credentials not given", $"What was entered was refused {MostTries} times; the link works no longer."));
        await rows.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new CredentialOutcome.Gone();
    }

    private async Task<bool> KeepAsync(CredentialRequest request, CredentialEntry source, CredentialEntry destination, bool wasAccepted, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var rows = plane.Open(new PlaneScope.Of(request.WorkgroupId));
        var row = await rows.CredentialRequests.SingleOrDefaultAsync(row => row.Id == request.Id && row.Hash == request.Hash && row.Given == null && row.Withdrawn == null, cancellationToken);
        var mailbox = row is null ? null : await rows.Mailboxes.SingleOrDefaultAsync(mailbox => mailbox.Id == row.MailboxId, cancellationToken);
        if (row is null || mailbox is null)
        {
            return false;
        }

        if (row.AsksSource)
        {
            (mailbox.SourceLogin, mailbox.ProtectedSourceSecret) = (source.Login, secrets.Protect(SecretKind.MailboxSource, source.Password));
        }

        if (row.AsksDestination)
        {
            (mailbox.DestinationLogin, mailbox.ProtectedDestinationSecret) = (destination.Login, secrets.Protect(SecretKind.MailboxDestination, destination.Password));
        }

        (mailbox.LastUsed, row.Given, row.WasAccepted) = (now, now, wasAccepted);
        var sides = (row.AsksSource, row.AsksDestination) switch { (true, true) => "source and destination", (true, false) => "source", _ => "destination" };
        rows.Add(LineOf(mailbox, "credentials given", $"For the {sides}, through the link to {row.Recipients.ReplaceLineEndings(", ")}"));
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    // Nobody's: whoever has the link is no agent.
    private ActionEntry LineOf(Mailbox mailbox, string action, string details) => new()
    {
        At = time.GetUtcNow(), Kind = nameof(Mailbox), SubjectId = mailbox.Id, Subject = mailbox.SourceAddress, Action = action, Details = details,
    };
}
