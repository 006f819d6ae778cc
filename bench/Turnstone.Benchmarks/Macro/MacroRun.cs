using System.Runtime.InteropServices;
using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Mail;
using Turnstone.Benchmarks.Macro.Results;
using Turnstone.Benchmarks.Macro.Scenarios;
using Turnstone.Sandbox.DavMail;

namespace Turnstone.Benchmarks.Macro;

/// <summary>Puts the scenarios of a run together and goes through them.</summary>
internal static class MacroRun
{
    /// <summary>Runs the scenarios whose title contains one of the names, or all; status 0 when all were measured.</summary>
    public static async Task<int> RunAsync(MacroSize size, IReadOnlyList<string> names)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = StopAt(PosixSignal.SIGINT, stop);
        using var terminate = StopAt(PosixSignal.SIGTERM, stop);
        var all = Scenarios(size);
        var chosen = all.Where(scenario => names.Count == 0 || names.Any(name => scenario.Title.Contains(name, StringComparison.OrdinalIgnoreCase))).ToList();
        if (chosen.OfType<TransferScenario>().Any())
        {
            await DavMailGateway.EnsureAsync(Say, stop.Token);
        }

        await using var laboratory = await Laboratory.StartAsync(chosen.SelectMany(scenario => scenario.Sets), stop.Token);
        var others = $"Dovecot {laboratory.Dovecot.Installation.Version}, mbsync {await Machine.VersionOfAsync("isync", stop.Token)}, DavMail {await Machine.VersionOfAsync("davmail-server", stop.Token)}";
        var files = new ResultFiles(size.ToString().ToLowerInvariant(), Machine.Describe(others));
        var sections = new List<Section>();
        foreach (var scenario in chosen)
        {
            Say($"== {scenario.Title}");
            var section = await scenario.RunAsync(laboratory, Say, stop.Token);
            sections.Add(section);
            Console.WriteLine();
            Console.WriteLine(section.ToMarkdown());
            Say($"written: {files.Write(sections, intoPage: sections.Count == all.Count && size is not MacroSize.Quick)}");
        }

        return 0;
    }

    /// <summary>What was started is ended and removed before the program is.</summary>
    private static PosixSignalRegistration StopAt(PosixSignal signal, CancellationTokenSource stop) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });

    private static IReadOnlyList<IScenario> Scenarios(MacroSize size) => size switch
    {
        MacroSize.Quick =>
        [
            new TransferScenario([MailSet.Small(3_000), MailSet.Mixed(1_500), MailSet.Large(8)], [Wire.Plain, Wire.Tls, Wire.Tls.Long], TimeSpan.FromSeconds(15)),
            new VerificationScenario(MailSet.Small(3_000)),
            new ItemCountScenario("Items a second by size of the mailbox", [MailSet.Small(1_000, owner: "count-1"), MailSet.Small(10_000, owner: "count-2")]),
            new NoChangeScenario(MailSet.Small(10_000, folders: 50, owner: "delta")),
            Eight(letters: 300),
        ],
        MacroSize.Full =>
        [
            new TransferScenario(
                [MailSet.Small(60_000), MailSet.Mixed(8_000), MailSet.Large(24)],
                [Wire.Plain, Wire.Tls, Wire.Plain.Long, Wire.Tls.Long],
                TimeSpan.FromSeconds(45)),
            new VerificationScenario(MailSet.Small(16_000)),
            new ItemCountScenario(
                "Items a second by size of the mailbox",
                [MailSet.Small(1_000, owner: "count-1"), MailSet.Small(10_000, owner: "count-2"), MailSet.Small(100_000, folders: 50, owner: "count-3")]),
            new NoChangeScenario(MailSet.Small(100_000, folders: 50, owner: "count-3")),
            Eight(letters: 2_000),
        ],
        MacroSize.Scale =>
        [
            new ManyMailboxesScenario(
                "A hundred mailboxes at a time",
                "A hundred mailboxes of 500 letters each, all under way at once, verification off.",
                [.. Enumerable.Range(1, 100).Select(n => MailSet.Small(500, owner: $"hundred-{n}"))],
                [Wire.Plain, Wire.Tls]),
            new ItemCountScenario("Two thousand folders", [MailSet.Small(10_000, folders: 2_000, owner: "folders")]),
            new ItemCountScenario("A million messages", [MailSet.Tiny(10_000, owner: "tiny-1"), MailSet.Tiny(1_000_000, owner: "tiny-2")]),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(size)),
    };

    private static ManyMailboxesScenario Eight(int letters) => new(
        "Eight mailboxes at once",
        $"Eight mailboxes of {letters} items of mixed mail each, four of which hold a message of 150 MiB besides, all under way at once, verification off.",
        [.. Enumerable.Range(1, 8).Select(n => MailSet.Mixed(letters, owner: $"eight-{n}")).Select((set, n) => n < 4 ? MailSet.With(set, 1, 150 << 20) : set)],
        [Wire.Plain, Wire.Tls]);

    private static void Say(string line) => Console.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {line}");
}
