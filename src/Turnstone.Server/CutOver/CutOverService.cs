using Microsoft.EntityFrameworkCore;
using Turnstone.Client.CutOver;
using Turnstone.Connectors.CutOver;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Checks;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Checks;

namespace Turnstone.Server.CutOver;

/// <summary>Looks at the records of mail domains of projects that the caller sees.</summary>
internal sealed class CutOverService(Workspace workspace, SeenProjects seen, KeptChecks kept, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // No name is longer, and no part of an SPF record that anybody writes.
    private const int LongestText = 300;

    /// <summary>A check that can look again and again, and remembers how long old values may live.</summary>
    /// <exception cref="Refusal">There is no such project, or what is expected cannot be read; the field is told.</exception>
    public async Task<CutOverCheck> PrepareAsync(Guid project, CutOverDraft draft, CancellationToken cancellationToken)
    {
        var domain = await DomainOfAsync(project, cancellationToken);
        var options = new CutOverOptions
        {
            Domain = Read(string.IsNullOrWhiteSpace(draft.Domain) ? domain : draft.Domain, "domain", DomainName.Parse),
            Mx = [.. draft.Mx.Select(text => Read(text, "mx", DomainName.Parse))],
            Spf = [.. draft.Spf.Select(text => Read(text, "spf", SpfMechanism.Parse))],
            Autodiscover = string.IsNullOrWhiteSpace(draft.Autodiscover) ? null : Read(draft.Autodiscover, "autodiscover", AutodiscoverTarget.Parse),
            AutodiscoverKind = (AutodiscoverKind)draft.AutodiscoverBy,
            Resolvers = [.. draft.Resolvers.Select(text => Read(text, "resolvers", NameServerText.ParseResolver))],
            NameServers = draft.NameServers.Select(text => Read(text, "nameServers", NameServerText.ParseNameServer)).DistinctBy(server => server.Key).ToDictionary(),
        };
        return options.ExpectsSomething
            ? new CutOverCheck(options, time)
            : throw Refusal.Wrong(RefusalCodes.CutOverExpectation, "It does not say what the records are to become: name the new MX, SPF or Autodiscover.");
    }

    /// <summary>Looks once, and keeps what was found with the project's checks.</summary>
    /// <exception cref="Refusal">The project is not there any more, or the name servers took longer than a minute.</exception>
    public async Task<CutOverFindings> LookAsync(Guid project, CutOverCheck check, CancellationToken cancellationToken)
    {
        var found = await AskAsync(project, check, cancellationToken);
        await KeepAsync(project, found, cancellationToken);
        return found;
    }

    /// <summary>Looks once more while somebody watches: only what ends the watch is kept, that all is right.</summary>
    /// <exception cref="Refusal">As <see cref="LookAsync"/>.</exception>
    public async Task<CutOverFindings> WatchAsync(Guid project, CutOverCheck check, CancellationToken cancellationToken)
    {
        var found = await AskAsync(project, check, cancellationToken);
        if (found.IsRight)
        {
            await KeepAsync(project, found, cancellationToken);
        }

        return found;
    }

    private Task<Guid> KeepAsync(Guid project, CutOverFindings found, CancellationToken cancellationToken) =>
        kept.KeepAsync(CheckKind.CutOver, found.ToReport(ProductVersion.Text), endpoint: null, project, cancellationToken);

    private async Task<CutOverFindings> AskAsync(Guid project, CutOverCheck check, CancellationToken cancellationToken)
    {
        await DomainOfAsync(project, cancellationToken);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await check.LookAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Refusal.Unavailable(RefusalCodes.CutOverSlow, "The name servers took longer than a minute. Ask fewer resolvers, and leave out those that do not answer.");
        }
    }

    private async Task<string> DomainOfAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return await seen.Projects(rows).Where(row => row.Id == id)
            .Join(rows.Customers, project => project.CustomerId, customer => customer.Id, (_, customer) => customer.PrimaryDomain)
            .SingleOrDefaultAsync(cancellationToken) ?? throw Refusal.NotFound("project");
    }

    private static T Read<T>(string? text, string field, Func<string, T> parse)
    {
        if (text is null or { Length: > LongestText })
        {
            throw Refusal.Wrong(RefusalCodes.CutOverExpectation, $"There is a value that is empty or longer than {LongestText} characters.", field);
        }

        try
        {
            return parse(text);
        }
        catch (FormatException error)
        {
            throw Refusal.Wrong(RefusalCodes.CutOverExpectation, error.Message, field);
        }
    }
}
