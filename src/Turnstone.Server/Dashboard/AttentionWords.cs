using Turnstone.Client.Dashboard;
using Turnstone.Server.Components;
using Turnstone.Server.Orders;

namespace Turnstone.Server.Dashboard;

/// <summary>What needs attention in words, with the next step.</summary>
internal static class AttentionWords
{
    /// <summary>What is the matter.</summary>
    public static string TitleOf(AttentionInfo one) => one.Kind switch
    {
        AttentionKind.EndpointFailing => $"{SideOf(one)} server does not serve {Mailboxes(one.Count)}",
        AttentionKind.SignInFailing => $"{SideOf(one)} server lets nobody in for {Mailboxes(one.Count)}",
        AttentionKind.PassesFailed => $"{Mailboxes(one.Count)} failed",
        AttentionKind.LicencesShort => one.Count == 1 ? "1 licence is short" : $"{one.Count:N0} licences are short",
        AttentionKind.CredentialsExpired => one.Count == 1 ? "1 request for credentials has expired" : $"{one.Count:N0} requests for credentials have expired",
        AttentionKind.OrderAwaiting => $"An order of {OrderWords.Licences(one.Count)} awaits its payment",
        AttentionKind.UsersAwaited => one.Count == 1 ? "1 pass waits for its user" : $"{one.Count:N0} passes wait for their users",
        AttentionKind.ErrorsLeft => $"{Mailboxes(one.Count)} completed with errors",
        AttentionKind.LicencesExpiring => one.Count == 1 ? "1 unused licence expires" : $"{one.Count:N0} unused licences expire",
        _ => throw new ArgumentOutOfRangeException(nameof(one), one.Kind, null),
    };

    /// <summary>How bad it is.</summary>
    public static Tone ToneOf(AttentionKind kind) => kind switch
    {
        AttentionKind.EndpointFailing or AttentionKind.SignInFailing or AttentionKind.PassesFailed => Tone.Bad,
        AttentionKind.UsersAwaited or AttentionKind.OrderAwaiting => Tone.Info,
        _ => Tone.Warn,
    };

    /// <summary>The page of the next step, and what the link to it says.</summary>
    /// <param name="one">What it is about.</param>
    /// <param name="mayBuy">Whether whoever looks may buy licences.</param>
    public static (string Page, string Text) StepOf(AttentionInfo one, bool mayBuy) => one.Kind switch
    {
        AttentionKind.LicencesShort when mayBuy => (PurchaseRoute.At(null, 0, one.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), null), "Purchase"),
        AttentionKind.LicencesShort or AttentionKind.LicencesExpiring => ("licences", "See licences"),
        AttentionKind.OrderAwaiting => ($"orders/{one.OrderId}", "See the order"),
        AttentionKind.EndpointFailing => ($"projects/{one.ProjectId}/set-up?step={(IsSource(one) ? "source" : "destination")}", "Check the endpoint"),
        _ => ($"projects/{one.ProjectId}", "Open the project"),
    };

    private static bool IsSource(AttentionInfo one) => one.Code?.StartsWith("source/", StringComparison.Ordinal) == true;

    private static string SideOf(AttentionInfo one) => IsSource(one) ? "The source" : "The destination";

    private static string Mailboxes(int count) => count == 1 ? "1 mailbox" : $"{count:N0} mailboxes";
}
