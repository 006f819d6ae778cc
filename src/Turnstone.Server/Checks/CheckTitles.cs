using Turnstone.Storage.Checks;

namespace Turnstone.Server.Checks;

/// <summary>What kept checks are called, as the command line calls them.</summary>
internal static class CheckTitles
{
    public static string Of(CheckKind kind) => kind switch
    {
        CheckKind.SourceTest => "IMAP connectivity test",
        CheckKind.DestinationTest => "Exchange access test",
        CheckKind.CutOver => "Cut-over check",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such check."),
    };
}
