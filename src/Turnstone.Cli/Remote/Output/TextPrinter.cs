using Spectre.Console;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Output;

/// <summary>For people: tables and sentences.</summary>
internal sealed class TextPrinter(Shell shell) : IRemotePrinter
{
    public void Print<T>(T thing, View<T> view)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var column in view.Columns)
        {
            if (column.Text(thing) is { Length: > 0 } text)
            {
                grid.AddRow(new Text(column.Name), Seen(text));
            }
        }

        shell.CreateConsole().Write(grid);
    }

    public void PrintAll<T>(IReadOnlyList<T> things, View<T> view)
    {
        if (things.Count == 0)
        {
            shell.Out.WriteLine("None.");
            return;
        }

        var columns = view.Columns.Where(column => column.InLists).ToList();
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Name)));
        }

        foreach (var thing in things)
        {
            table.AddRow(columns.Select(column => Seen(column.Text(thing) ?? "")));
        }

        shell.CreateConsole().Write(table);
    }

    public void PrintAnswer<TAnswer, T>(TAnswer answer, IReadOnlyList<T> things, View<T> view) => PrintAll(things, view);

    public void Tell<T>(T answer, string sentence) => shell.Out.WriteLine(VisibleText.Of(sentence));

    public void Follow<T>(T happening, string line) => shell.Out.WriteLine(VisibleText.Of(line));

    // What others wrote is text, never markup.
    private static Text Seen(string text) => new(string.Join('\n', text.Split('\n').Select(VisibleText.Of)));
}
