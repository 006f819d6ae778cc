using System.Text.Json;
using Turnstone.Cli.Settings;
using Turnstone.Connectors.CutOver;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.CutOver;

/// <summary>Who says what of which record, as lines of a table or one JSON object a line.</summary>
internal sealed class CutOverPrinter(Shell shell, OutputForm form)
{
    /// <summary>The words of <c>--autodiscover-by</c>.</summary>
    public static IReadOnlyDictionary<string, AutodiscoverKind> Kinds { get; } = new Dictionary<string, AutodiscoverKind>
    {
        ["any"] = AutodiscoverKind.Any, ["cname"] = AutodiscoverKind.Alias, ["address"] = AutodiscoverKind.Address, ["srv"] = AutodiscoverKind.Service,
    };

    /// <summary>All of a look.</summary>
    public void PrintAll(CutOverFindings findings)
    {
        if (form == OutputForm.Json)
        {
            foreach (var answer in findings.Answers)
            {
                shell.Out.WriteLine(Json(answer, findings.At));
            }

            return;
        }

        var widest = findings.Answers.Select(answer => answer.Server.Shown.Length).DefaultIfEmpty(0).Max();
        foreach (var record in findings.Answers.GroupBy(answer => answer.Record))
        {
            shell.Out.WriteLine();
            shell.Out.WriteLine(CutOverWords.For(record.Key));
            foreach (var answer in record)
            {
                shell.Out.WriteLine($"  {answer.Server.Shown.PadRight(widest)}  {Word(answer),-9}  {VisibleText.Of(Told(answer, findings.At))}");
            }
        }
    }

    /// <summary>What changed since the look before, with the moment.</summary>
    public void PrintChange(CutOverChange change, DateTimeOffset at)
    {
        if (form == OutputForm.Json)
        {
            shell.Out.WriteLine(Json(change.Now, at));
            return;
        }

        var turn = change.Before is null || change.Before.State == change.Now.State ? Word(change.Now) : $"{Word(change.Before)} → {Word(change.Now)}";
        shell.Out.WriteLine($"{CutOverWords.At(at, at)}  {CutOverWords.For(change.Now.Record)} at {change.Now.Server.Shown}: {turn}: {VisibleText.Of(Told(change.Now, at))}");
    }

    /// <summary>A sentence of a watch; scripts read objects and need none.</summary>
    public void Say(string sentence)
    {
        if (form == OutputForm.Text)
        {
            shell.Out.WriteLine(sentence);
        }
    }

    private static string Word(CutOverAnswer answer) => CutOverWords.For(answer.State);

    private static string Told(CutOverAnswer answer, DateTimeOffset now) =>
        answer.GoneBy is { } by ? $"{CutOverWords.Said(answer)}, gone by {CutOverWords.At(by, now)}" : CutOverWords.Said(answer);

    private static string Json(CutOverAnswer answer, DateTimeOffset at) => JsonSerializer.Serialize(new
    {
        at = ReportWords.For(at),
        record = CutOverWords.For(answer.Record),
        server = answer.Server.Name.Length > 0 ? answer.Server.Name : null,
        address = answer.Server.Address?.ToString(),
        own = answer.Server.IsOwn,
        state = CutOverWords.For(answer.State),
        values = answer.Values,
        ttl = answer.TimeToLive is { } life ? (int?)life.TotalSeconds : null,
        goneBy = answer.GoneBy is { } by ? ReportWords.For(by) : null,
        trouble = answer.Trouble,
    });
}
