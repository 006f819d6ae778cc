using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Mail;
using Turnstone.Benchmarks.Macro.Results;
using Turnstone.Benchmarks.Macro.Runs;

namespace Turnstone.Benchmarks.Macro.Scenarios;

/// <summary>Whether a larger mailbox is slower an item, or takes more memory.</summary>
internal sealed class ItemCountScenario(string title, IReadOnlyList<MailSet> sets) : IScenario
{
    public string Title => title;

    public IReadOnlyList<MailSet> Sets => sets;

    private const string Text = """
        Plain, 0 ms, verification off. The start of the process is in the rate, and weighs the more the smaller the mailbox is; what the items
        beyond the row before took, by the difference of the two times, is without it.
        """;

    public async Task<Section> RunAsync(Laboratory laboratory, Action<string> say, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        foreach (var set in sets)
        {
            var mail = await laboratory.LoadAsync([set], cancellationToken);
            await using var trial = await Trial.StartAsync(laboratory, Wire.Plain, [set], cancellationToken);
            figures.Add(await TurnstoneRun.RunAsync(trial, mail, "none", [], cancellationToken));
            say($"{Number.Count(mail.Messages)} items: {Number.Of(figures[^1].ItemsPerSecond)}/s, peak {Number.Mebibytes(figures[^1].Peak ?? 0)} MiB");
        }

        var table = new Table("items", "folders", "items/s", "against the first", "items/s of those beyond the row before", "processor s/GB", "processor ms/item", "peak MiB");
        foreach (var (set, figure, before) in sets.Zip(figures, figures.Prepend(null)))
        {
            table.Add(
                Number.Count(figure.Items),
                Number.Count(set.Mailbox.Folders.Count),
                Number.Of(figure.ItemsPerSecond),
                Number.Of(figure.ItemsPerSecond / figures[0].ItemsPerSecond),
                before is null ? "–" : Number.Of((figure.Items - before.Items) / (figure.Time - before.Time).TotalSeconds),
                Number.Of(figure.PerGigabyte(figure.Costs.Own)),
                Number.Of(figure.Costs.Own.TotalMilliseconds / figure.Items),
                Number.Mebibytes(figure.Peak ?? 0));
        }

        return new Section(Title, Text, [table], figures);
    }
}
