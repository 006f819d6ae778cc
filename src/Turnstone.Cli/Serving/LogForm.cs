namespace Turnstone.Cli.Serving;

/// <summary>How <c>turnstone serve</c> writes its log; the words of <c>--log</c>.</summary>
internal enum LogForm
{
    Text,
    Json,
}
