using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Mail;
using Turnstone.Benchmarks.Macro.Results;
using Turnstone.Benchmarks.Macro.Runs;

namespace Turnstone.Benchmarks.Macro.Scenarios;

/// <summary>Many mailboxes at once in one process: rate, and memory at its peak.</summary>
internal sealed class ManyMailboxesScenario(string title, string text, IReadOnlyList<MailSet> sets, IReadOnlyList<Wire> wires) : IScenario
{
    public string Title => title;

    public IReadOnlyList<MailSet> Sets => sets;

    public async Task<Section> RunAsync(Laboratory laboratory, Action<string> say, CancellationToken cancellationToken)
    {
        var mail = await laboratory.LoadAsync(sets, cancellationToken);
        var table = new Table("way", "mailboxes", "items", "MB", "items/s", "MB/s", "processor s/GB", "peak MiB");
        var figures = new List<Figure>();
        foreach (var wire in wires)
        {
            await using var trial = await Trial.StartAsync(laboratory, wire, sets, cancellationToken);
            var figure = await TurnstoneRun.RunAsync(
                trial, mail, "none", ["--parallel", sets.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)], cancellationToken);
            say($"{sets.Count} mailboxes, {wire}: {Number.Of(figure.ItemsPerSecond)}/s, {Number.Of(figure.BytesPerSecond / 1e6)} MB/s, peak {Number.Mebibytes(figure.Peak ?? 0)} MiB");
            table.Add(
                wire.ToString(),
                Number.Count(sets.Count),
                Number.Count(figure.Items),
                Number.Of(figure.Bytes / 1e6),
                Number.Of(figure.ItemsPerSecond),
                Number.Of(figure.BytesPerSecond / 1e6),
                Number.Of(figure.PerGigabyte(figure.Costs.Own)),
                Number.Mebibytes(figure.Peak ?? 0));
            figures.Add(figure);
        }

        return new Section(Title, text, [table], figures);
    }
}
