using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Notices;

namespace Turnstone.Cli.Remote.Notices;

/// <summary>Kinds of notices, and whom they go to, in the contract's words.</summary>
internal static class NoticeWords
{
    public static IReadOnlyDictionary<string, NoticeKind> Kinds { get; } = Enum.GetValues<NoticeKind>().ToDictionary(Shown.Word);

    /// <summary>Those that users are sent.</summary>
    public static IReadOnlyDictionary<string, NoticeKind> ForUsers { get; } = new[] { NoticeKind.BeforePreStage, NoticeKind.AfterCutOver }.ToDictionary(Shown.Word);

    public static IReadOnlyDictionary<string, NoticeSide> Sides { get; } = Enum.GetValues<NoticeSide>().ToDictionary(Shown.Word);
}
