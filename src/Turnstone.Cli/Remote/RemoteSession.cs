using Turnstone.Cli.Remote.Output;
using Turnstone.Client;

namespace Turnstone.Cli.Remote;

/// <summary>A server that somebody is signed in to, and where its answers are shown.</summary>
internal sealed record RemoteSession(TurnstoneClient Client, IRemotePrinter Printer, Shell Shell)
{
    /// <summary>Finds things by what people call them.</summary>
    public RemoteNames Names { get; } = new(Client);

    /// <summary>Shows one thing; the exit status is that of success.</summary>
    public int Show<T>(T thing, View<T> view)
    {
        Printer.Print(thing, view);
        return ExitStatus.Fine;
    }

    /// <summary>Shows many things.</summary>
    public int ShowAll<T>(IReadOnlyList<T> things, View<T> view)
    {
        Printer.PrintAll(things, view);
        return ExitStatus.Fine;
    }

    /// <summary>Says what was done.</summary>
    public int Tell<T>(T answer, string sentence)
    {
        Printer.Tell(answer, sentence);
        return ExitStatus.Fine;
    }
}
