namespace Turnstone.Cli.Remote.Output;

/// <summary>Shows what a server answered; what people read and what scripts read are two of them.</summary>
internal interface IRemotePrinter
{
    /// <summary>One thing.</summary>
    void Print<T>(T thing, View<T> view);

    /// <summary>Many things, in their order.</summary>
    void PrintAll<T>(IReadOnlyList<T> things, View<T> view);

    /// <summary>An answer of which people see the many things in it: scripts get it whole.</summary>
    void PrintAnswer<TAnswer, T>(TAnswer answer, IReadOnlyList<T> things, View<T> view);

    /// <summary>What was done: <paramref name="sentence"/> for people, the server's answer for scripts.</summary>
    void Tell<T>(T answer, string sentence);

    /// <summary>One of many things that happen one after the other: a line each.</summary>
    void Follow<T>(T happening, string line);
}
