using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Mail;
using Turnstone.Benchmarks.Macro.Results;
using Turnstone.Benchmarks.Macro.Runs;

namespace Turnstone.Benchmarks.Macro.Scenarios;

/// <summary>Each leg alone, Turnstone from end to end, and what people would pick instead, on the same mailbox.</summary>
/// <param name="sets">The kinds of mail.</param>
/// <param name="wires">The ways; the first of each kind (plain, TLS) is the one its long form is compared to.</param>
/// <param name="peerLimit">How long the peer may take on one mailbox.</param>
internal sealed class TransferScenario(IReadOnlyList<MailSet> sets, IReadOnlyList<Wire> wires, TimeSpan peerLimit) : IScenario
{
    // As many as a pass has for fetching, and more, where more were better.
    private static readonly int[] ReadConnections = [2, 4];
    private const int WriteConnections = 4;

    public string Title => "From end to end";

    public IReadOnlyList<MailSet> Sets => sets;

    public async Task<Section> RunAsync(Laboratory laboratory, Action<string> say, CancellationToken cancellationToken)
    {
        var rounds = new List<Round>();
        foreach (var set in sets)
        {
            var mail = await laboratory.LoadAsync([set], cancellationToken);
            foreach (var wire in wires)
            {
                rounds.Add(await MeasureAsync(laboratory, set, wire, mail, say, cancellationToken));
            }
        }

        return new Section(Title, Text, [Ratios(rounds), Processor(rounds)], [.. rounds.SelectMany(round => round.Figures)]);
    }

    private async Task<Round> MeasureAsync(
        Laboratory laboratory, MailSet set, Wire wire, Sandbox.Dovecot.LoadedMail mail, Action<string> say, CancellationToken cancellationToken)
    {
        var reads = new List<Figure>();
        foreach (var connections in ReadConnections)
        {
            reads.Add(await InAsync(trial => RawReader.RunAsync(trial, connections, cancellationToken)));
        }

        var write = await InAsync(trial => RawLoader.RunAsync(trial, WriteConnections, cancellationToken));
        var own = await InAsync(trial => TurnstoneRun.RunAsync(trial, mail, "none", [], cancellationToken));
        var peer = await InAsync(trial => MbsyncRun.RunAsync(trial, mail, peerLimit, cancellationToken));
        return new Round(reads, write, own, peer);

        // Each has a destination of its own, so that none finds what another left.
        async Task<Figure> InAsync(Func<Trial, Task<Figure>> run)
        {
            await using var trial = await Trial.StartAsync(laboratory, wire, [set], cancellationToken);
            var figure = await run(trial);
            say($"{figure.Mail}, {figure.Wire}, {figure.Mover}: {Number.Count(figure.Items)} items, {Number.Of(figure.ItemsPerSecond)}/s, {Number.Of(figure.BytesPerSecond / 1e6)} MB/s, "
                + $"processor s/GB {Number.Of(figure.PerGigabyte(figure.Costs.Own))}{(figure.Note is null ? "" : $" ({figure.Note})")}");
            return figure;
        }
    }

    private const string Text = """
        The slower leg is the smaller of two rates: the source read by MailKit alone (the better of 2 and 4 connections), and the destination
        filled from rendered requests (4 connections). Turnstone runs as its own process, its start included, with verification off; the peer
        is mbsync into DavMail, its start not included. All run on the same processors as both servers, one after the other.
        """;

    private static Table Ratios(List<Round> rounds)
    {
        var table = new Table("mail, way", "items", "MB", "read/s", "write/s", "Turnstone/s", "MB/s", "of the slower leg", "of 0 ms", "peer/s", "times the peer", "peak MiB");
        foreach (var round in rounds)
        {
            var own = round.Own;
            var near = rounds.Find(other => other.Own.Mail == own.Mail && other.Own.Wire == own.Wire with { RoundTrip = TimeSpan.Zero });
            table.Add(
                $"{own.Mail}, {own.Wire}",
                Number.Count(own.Items),
                Number.Of(own.Bytes / 1e6),
                Number.Of(round.Read.ItemsPerSecond),
                Number.Of(round.Write.ItemsPerSecond),
                Number.Of(own.ItemsPerSecond),
                Number.Of(own.BytesPerSecond / 1e6),
                Number.Of(own.ItemsPerSecond / Math.Min(round.Read.ItemsPerSecond, round.Write.ItemsPerSecond)),
                near is null || near == round ? "–" : Number.Of(own.ItemsPerSecond / near.Own.ItemsPerSecond),
                Number.Of(round.Peer.ItemsPerSecond),
                Number.Of(own.ItemsPerSecond / round.Peer.ItemsPerSecond),
                Number.Mebibytes(own.Peak ?? 0));
        }

        return table;
    }

    private static Table Processor(List<Round> rounds)
    {
        var table = new Table("processor s/GB", "Turnstone", "Dovecot", "stand-in", "ways", "reader alone", "loader alone", "stand-in, loader alone", "mbsync and DavMail");
        foreach (var round in rounds)
        {
            var own = round.Own;
            table.Add(
                $"{own.Mail}, {own.Wire}",
                Number.Of(own.PerGigabyte(own.Costs.Own)),
                Number.Of(own.PerGigabyte(own.Costs.Source)),
                Number.Of(own.PerGigabyte(own.Costs.Destination)),
                Number.Of(own.PerGigabyte(own.Costs.Ways)),
                Number.Of(round.Read.PerGigabyte(round.Read.Costs.Own)),
                Number.Of(round.Write.PerGigabyte(round.Write.Costs.Own)),
                Number.Of(round.Write.PerGigabyte(round.Write.Costs.Destination)),
                Number.Of(round.Peer.PerGigabyte(round.Peer.Costs.Own)));
        }

        return table;
    }

    private sealed record Round(IReadOnlyList<Figure> Reads, Figure Write, Figure Own, Figure Peer)
    {
        public Figure Read { get; } = Reads.MaxBy(read => read.ItemsPerSecond)!;

        public IEnumerable<Figure> Figures => [.. Reads, Write, Own, Peer];
    }
}
