using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Projects;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Projects;

internal static class RunbookView
{
    public static View<RunbookStepInfo> Of { get; } = new(
        new("Step", step => Shown.Word(step.Step)),
        new("State", step => Shown.Word(step.State)),
        new("Done", step => step.Done is { } done ? step.Of is { } of ? $"{Quantity.Count(done)} of {Quantity.Count(of)}" : Quantity.Count(done) : ""),
        new("When", step => Shown.Moment(step.At)),
        new("Who", step => step.By ?? ""),
        new("Note", step => step.Note));
}
