using Microsoft.Extensions.Logging;

namespace Turnstone.Cli.Serving;

/// <summary>What <c>turnstone serve</c> does besides what the server itself is told.</summary>
internal sealed record ServingOptions
{
    /// <summary>How the log is written.</summary>
    public required LogForm Log { get; init; }

    /// <summary>From which level on.</summary>
    public required LogLevel LeastLevel { get; init; }

    /// <summary>How long it serves on after it was asked to stop.</summary>
    public required TimeSpan Drain { get; init; }
}
