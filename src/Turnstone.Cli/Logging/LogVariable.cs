namespace Turnstone.Cli;

/// <summary>The environment variable that turns the log on.</summary>
internal static class LogVariable
{
    public const string Name = "TURNSTONE_LOG";
}
