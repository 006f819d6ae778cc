namespace Turnstone.Cli.Settings;

/// <summary>What standard output carries; the words of <c>--output</c>.</summary>
internal enum OutputForm
{
    Text,
    Json,
}
