using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Mail;
using Turnstone.Benchmarks.Macro.Results;
using Turnstone.Benchmarks.Macro.Runs;

namespace Turnstone.Benchmarks.Macro.Scenarios;

/// <summary>What comparing afterwards adds, by sample as it is done unless something else is asked for, and in full.</summary>
internal sealed class VerificationScenario(MailSet set) : IScenario
{
    public string Title => "What verification costs";

    public IReadOnlyList<MailSet> Sets => [set];

    public async Task<Section> RunAsync(Laboratory laboratory, Action<string> say, CancellationToken cancellationToken)
    {
        var mail = await laboratory.LoadAsync(Sets, cancellationToken);
        var figures = new List<Figure>();
        foreach (var mode in (string[])["none", "sample", "full"])
        {
            await using var trial = await Trial.StartAsync(laboratory, Wire.Tls, Sets, cancellationToken);
            figures.Add(await TurnstoneRun.RunAsync(trial, mail, mode, [], cancellationToken));
            say($"verification {mode}: {Number.Of(figures[^1].ItemsPerSecond)}/s");
        }

        var table = new Table("verification", "items/s", "time against none", "processor s/GB");
        foreach (var (mode, figure) in ((string[])["none", "sample", "full"]).Zip(figures))
        {
            table.Add(mode, Number.Of(figure.ItemsPerSecond), Number.Of(figure.Time / figures[0].Time), Number.Of(figure.PerGigabyte(figure.Costs.Own)));
        }

        return new Section(Title, $"{set.Name} mail, {Number.Count(mail.Messages)} items, TLS, 0 ms. `sample` is the default.", [table], figures);
    }
}
