namespace Turnstone.Engine.Planning.Support;

/// <summary>
/// Reads support options as MigrationWiz writes them: <c>Name=Value</c> or <c>Name="Value"</c>, separated by blanks or lines. The three
/// outcomes are its own: verified, wrong in name or value, wrong in syntax. All faults are found at once.
/// </summary>
public static class SupportOptionsParser
{
    /// <summary>
    /// Reads them all; never throws for what is written in them. On top of a project's, a mailbox's options only add: rules come after the
    /// project's, limits tighten and never loosen them, and nothing is switched off.
    /// </summary>
    /// <param name="texts">The options, each text one or several.</param>
    /// <param name="project">What is asked for already; default nothing.</param>
    public static SupportOptionsReading Parse(IEnumerable<string> texts, SupportOptions? project = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var options = project ?? SupportOptions.None;
        List<SupportOptionLine> lines = [];
        foreach (var token in texts.SelectMany(SupportOptionTokens.Split))
        {
            var (after, fault, remark) = Read(options, token);
            options = after;
            lines.Add(new SupportOptionLine(token.Line, token.Text, fault, remark));
        }

        return new SupportOptionsReading { Options = options, Lines = [.. lines.OrderBy(Badness)] };
    }

    private static (SupportOptions Options, SupportOptionFault? Fault, string? Remark) Read(SupportOptions options, SupportOptionToken token)
    {
        if (token.Problem is { } problem)
        {
            return Wrong(SupportOptionFaultKind.Syntax, problem, "Write Name=Value, or Name=\"Value\" where the value holds a blank.");
        }

        return KnownSupportOptions.Read(options, token.Name, token.Value) switch
        {
            SupportOptionRead.Taken taken => (taken.Options, null, taken.Remark),
            SupportOptionRead.Refused refused => Wrong(SupportOptionFaultKind.BadValue, refused.Message, refused.Remedy),
            _ => Wrong(
                SupportOptionFaultKind.UnknownName,
                $"There is no support option called {token.Name}.",
                $"Known are {string.Join(", ", KnownSupportOptions.Names)}."),
        };

        (SupportOptions, SupportOptionFault?, string?) Wrong(SupportOptionFaultKind kind, string message, string remedy) =>
            (options, new SupportOptionFault(kind, token.Text, message, remedy), null);
    }

    private static int Badness(SupportOptionLine line) => line.Fault switch
    {
        { MayBeKept: false } => 0,
        { MayBeKept: true } => 1,
        null => 2,
    };
}
