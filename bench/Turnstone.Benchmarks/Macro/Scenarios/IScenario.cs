using Turnstone.Benchmarks.Macro.Lab;
using Turnstone.Benchmarks.Macro.Mail;
using Turnstone.Benchmarks.Macro.Results;

namespace Turnstone.Benchmarks.Macro.Scenarios;

/// <summary>A question and its measurements.</summary>
internal interface IScenario
{
    /// <summary>What it is asked for by on the command line, and its heading.</summary>
    string Title { get; }

    /// <summary>The mailboxes it needs; they are filled when they are first asked for.</summary>
    IReadOnlyList<MailSet> Sets { get; }

    /// <summary>Measures; tells what it does as it goes.</summary>
    Task<Section> RunAsync(Laboratory laboratory, Action<string> say, CancellationToken cancellationToken);
}
