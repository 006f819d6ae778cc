using System.Runtime.InteropServices;
using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Results;
using Turnstone.Client;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.Sandbox.Postgres;

namespace Turnstone.Benchmarks.Macro.Plane;

/// <summary>Asks a server that has a project of 10,000 mailboxes what people and pages ask, on either database, while a hundred of them are under way.</summary>
internal static class PlaneRun
{
    private const int Often = 30;
    private const int Seldom = 5;

    private const string Text = """
        A fresh `turnstone serve` in a process of its own, asked over HTTP on loopback by the client library, answers read to their end. A project of 10,000 mailboxes whose servers
        do not answer, so that passes ask again and again: "under way" is with 100 passes running and 9,900 waiting. Times in milliseconds, the median and the longest of 30, of what
        changes all 10,000 of 5; the floor is `/health` of the same process, asked in the same run.
        """;

    /// <summary>Measures both; status 0 when all was.</summary>
    public static async Task<int> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });

        var files = new ResultFiles("serve", Machine.Describe("SQLite embedded, PostgreSQL 15"));
        await using var postgres = await PostgresServer.StartAsync(TimeProvider.System, stop.Token);
        List<Section> sections = [await MeasureAsync("SQLite", null, stop.Token), await MeasureAsync("PostgreSQL", postgres.ConnectionTo("postgres"), stop.Token)];
        Console.WriteLine($"written: {files.Write(sections, intoPage: true)}");
        return 0;
    }

    private static async Task<Section> MeasureAsync(string database, string? connection, CancellationToken cancellationToken)
    {
        Console.WriteLine($"== {database}");
        await using var plane = await PlaneProcess.StartAsync(connection, cancellationToken);
        await using var watch = new ProcessWatch(plane.Id);
        var project = await ManyMailboxes.MakeProjectAsync(plane.Client, cancellationToken);
        IReadOnlyList<Timing> timings;
        try
        {
            timings = await AskAsync(plane, project, new Timings(watch), cancellationToken);
        }
        catch (RefusedException e)
        {
            throw new InvalidOperationException($"The server refused. It said:\n{plane.Output}", e);
        }

        var table = new Table("asked", "median", "longest", "times the floor", "peak MiB till then");
        foreach (var timing in timings)
        {
            table.Add(timing.Question, Number.Of(timing.Median.TotalMilliseconds), Number.Of(timing.Longest.TotalMilliseconds), Number.Of(timing.Median / timings[0].Median), Number.Mebibytes(timing.Peak));
        }

        var section = new Section($"10,000 mailboxes on {database}", Text, [table], []);
        Console.WriteLine(section.ToMarkdown());
        return section;
    }

    private static async Task<IReadOnlyList<Timing>> AskAsync(PlaneProcess plane, ProjectInfo project, Timings ask, CancellationToken cancellationToken)
    {
        var (client, id) = (plane.Client, project.Id);
        using var bare = new HttpClient { BaseAddress = plane.Url };
        var mailboxes = await client.ListMailboxesAsync(id, take: 1, cancellationToken: cancellationToken);
        List<Timing> timings =
        [
            await ask.OfAsync("floor", Often, () => bare.GetStringAsync("/health", cancellationToken)),
            await ask.OfAsync("list taken in (CSV)", 1, async () =>
            {
                var import = await client.ImportMailboxesAsync(id, ManyMailboxes.List(), cancellationToken: cancellationToken);
                mailboxes = await client.ListMailboxesAsync(id, take: 1, cancellationToken: cancellationToken);
                _ = import.Added == ManyMailboxes.Count ? 0 : throw new InvalidOperationException($"{import.Added} mailboxes were taken in.");
            }),
            await ask.OfAsync("mailboxes, first hundred", Often, () => client.ListMailboxesAsync(id, cancellationToken: cancellationToken)),
            await ask.OfAsync("mailboxes, a hundred in the middle", Often, () => client.ListMailboxesAsync(id, new MailboxFilter(), 5_000, 100, cancellationToken)),
            await ask.OfAsync("mailboxes by part of an address", Often, () => client.ListMailboxesAsync(id, new MailboxFilter { Search = "ON77" }, cancellationToken: cancellationToken)),
            await ask.OfAsync("star for all", Seldom, () => client.StarMailboxesAsync(id, new StarDraft { Star = 3, Filter = new MailboxFilter() }, cancellationToken)),
            await ask.OfAsync(
                "start of all", Seldom, () => ManyMailboxes.StartAsync(client, project, cancellationToken), () => StopAsync(plane, project, cancellationToken)),
        ];
        await BeginAsync(plane, project, cancellationToken);
        timings.Add(await ask.OfAsync(
            "stop of all", Seldom, () => client.StopPassesAsync(id, new StopDraft(), cancellationToken), () => BeginAsync(plane, project, cancellationToken)));
        var mailbox = mailboxes.Items[0].Id;
        timings.AddRange(
        [
            await ask.OfAsync("under way: mailboxes, first hundred", Often, () => client.ListMailboxesAsync(id, cancellationToken: cancellationToken)),
            await ask.OfAsync("under way: mailboxes, a hundred in the middle", Often, () => client.ListMailboxesAsync(id, new MailboxFilter(), 5_000, 100, cancellationToken)),
            await ask.OfAsync("under way: mailboxes by part of an address", Often, () => client.ListMailboxesAsync(id, new MailboxFilter { Search = "ON77" }, cancellationToken: cancellationToken)),
            await ask.OfAsync(
                "under way: mailboxes whose latest pass waits", Often,
                () => client.ListMailboxesAsync(id, new MailboxFilter { State = LatestPassState.Queued }, cancellationToken: cancellationToken)),
            await ask.OfAsync(
                "under way: mailboxes whose latest pass runs", Often,
                () => client.ListMailboxesAsync(id, new MailboxFilter { State = LatestPassState.Migrating }, cancellationToken: cancellationToken)),
            await ask.OfAsync(
                "under way: mailboxes whose latest pass was stopped", Often,
                () => client.ListMailboxesAsync(id, new MailboxFilter { State = LatestPassState.Stopped }, cancellationToken: cancellationToken)),
            await ask.OfAsync("under way: passes, first hundred", Often, () => client.ListPassesAsync(id, cancellationToken: cancellationToken)),
            await ask.OfAsync("under way: passes that run", Often, () => client.ListPassesAsync(id, PassState.Migrating, cancellationToken: cancellationToken)),
            await ask.OfAsync("under way: passes of a mailbox", Often, () => client.ListPassesAsync(id, mailbox: mailbox, cancellationToken: cancellationToken)),
            await ask.OfAsync("under way: statistics of all", Seldom, () => client.GetStatisticsAsync(id, cancellationToken)),
        ]);
        return timings;
    }

    private static async Task BeginAsync(PlaneProcess plane, ProjectInfo project, CancellationToken cancellationToken)
    {
        await UntilAsync(plane, project, PassState.Stopping, count => count == 0, cancellationToken);
        await ManyMailboxes.StartAsync(plane.Client, project, cancellationToken);
        await UntilAsync(plane, project, PassState.Migrating, count => count == project.MostAtOnce, cancellationToken);
    }

    private static async Task StopAsync(PlaneProcess plane, ProjectInfo project, CancellationToken cancellationToken)
    {
        await plane.Client.StopPassesAsync(project.Id, new StopDraft(), cancellationToken);
        await UntilAsync(plane, project, PassState.Stopping, count => count == 0, cancellationToken);
    }

    private static async Task UntilAsync(PlaneProcess plane, ProjectInfo project, PassState state, Func<int, bool> isSo, CancellationToken cancellationToken)
    {
        while (!isSo((await plane.Client.ListPassesAsync(project.Id, state, take: 1, cancellationToken: cancellationToken)).Total))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }
}
