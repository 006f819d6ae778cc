using System.Globalization;
using Turnstone.Engine.Failures;
using static Turnstone.Connectors.Exchange.Checks.ProbeWords;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>
/// Opens the mailbox by the way that was asked for. Where a right is missing the other way is tried as well, by one harmless request, so that
/// the remedy can be exact.
/// </summary>
internal sealed class MailboxStep(ProbeState state)
{
    /// <summary>Neither way works although one of them may have been granted.</summary>
    private bool _isDeniedBothWays;

    public async Task<Finding> OpenAsync(CancellationToken cancellationToken)
    {
        var options = state.Options;
        try
        {
            var items = await MailboxRights.CheckAsync(state.Connection, options.Mailbox, cancellationToken);
            state.IsOpen = true;
            return string.Create(CultureInfo.InvariantCulture, $"{options.Mailbox} opened {Way(options.Access)}; {items?.ToString(CultureInfo.InvariantCulture) ?? "?"} items in the inbox");
        }
        catch (SessionException told) when (IsRight(told) && Other(options.Access) is { } other)
        {
            return await OpensAsync(other, cancellationToken) switch
            {
                true => Finding.Failed($"{told.Failure.Message} It opens {Way(other)}.", $"Either go that way: --access {Word(other)}. Or grant what is missing: {Grant(options.Access)}"),
                false => DeniedBothWays(told.Failure, other),
                null => Finding.Failed(told.Failure.Message, $"Grant what is missing: {Grant(options.Access)}"),
            };
        }
        catch (SessionException told) when (options.Access == ExchangeAccess.Owner && told.Failure.Code == FailureCodes.DestinationMailboxNotFound)
        {
            return Finding.Failed(told.Failure.Message, $"As owner an account opens its own mailbox only. To open {options.Mailbox} with {options.Login}: --access delegate, or --access impersonate.");
        }
    }

    /// <summary>
    /// The members of the directory's administrative groups are denied every mailbox by entries that Exchange's set-up makes, and a denial
    /// outweighs what is granted. From outside it looks like a right that is missing, so it stays a suspicion.
    /// </summary>
    public Task<Finding> SuspectDenialAsync(CancellationToken cancellationToken)
    {
        _ = cancellationToken;
        var (name, mailbox) = (AccountOf(state.Options.Login), state.Options.Mailbox);
        return Task.FromResult(_isDeniedBothWays
            ? Finding.Warning(
                $"{state.Options.Login} gets in neither way. If one of the rights has been granted, the account is denied explicitly: members of Domain, Enterprise and Schema Admins and of Organization Management are, and a denial outweighs any grant",
                $"Look: Get-ADPrincipalGroupMembership {name} | ft name; Get-MailboxPermission {mailbox} | where {{$_.Deny}} | ft User, AccessRights, IsInherited; Get-MailboxDatabase | Get-ADPermission | where {{$_.Deny -and $_.ExtendedRights -like \"*Receive-As*\"}} | ft User. Use an account that is in none of these groups, also by way of no other group.")
            : state.IsOpen ? (Finding)"no denial felt" : Finding.Skipped("Nothing speaks for it."));
    }

    private Finding DeniedBothWays(Failure failure, ExchangeAccess other)
    {
        _isDeniedBothWays = true;
        var isBuiltIn = AccountOf(state.Options.Login).Equals("Administrator", StringComparison.OrdinalIgnoreCase);
        var grant = $"Grant one of the two: {Grant(state.Options.Access)} Or: {Grant(other)}";
        return Finding.Failed(
            $"{failure.Message} It does not open {Way(other)} either.",
            isBuiltIn
                ? $"Take another account: the built-in Administrator is in Domain Admins, to whom Exchange denies every mailbox whatever is granted. For that account: {grant}"
                : grant);
    }

    /// <summary>Whether the other way works; null where that did not show.</summary>
    private async Task<bool?> OpensAsync(ExchangeAccess other, CancellationToken cancellationToken)
    {
        using var connection = new ExchangeConnection(state.Options with { Access = other }, state.Time);
        if (connection.Held > TimeSpan.Zero)
        {
            return null;
        }

        try
        {
            await MailboxRights.CheckAsync(connection, state.Options.Mailbox, cancellationToken);
            return true;
        }
        catch (SessionException told)
        {
            return IsRight(told) ? false : null;
        }
    }

    private string Grant(ExchangeAccess access)
    {
        var (name, mailbox) = (AccountOf(state.Options.Login), state.Options.Mailbox);
        return access == ExchangeAccess.Delegate
            ? $"Add-MailboxPermission {mailbox} -User {name} -AccessRights FullAccess -InheritanceType All -AutoMapping $false (it takes up to two hours to be known everywhere)."
            : $"New-ManagementRoleAssignment -Name \"Turnstone impersonation\" -Role ApplicationImpersonation -User {name} (with -CustomRecipientWriteScope where one is used, whose filter has to include {mailbox}).";
    }

    private static bool IsRight(SessionException told) =>
        told.Failure.Code == FailureCodes.DestinationAccessDenied || told.Failure.Code == FailureCodes.DestinationImpersonationDenied;

    private static ExchangeAccess? Other(ExchangeAccess access) => access switch
    {
        ExchangeAccess.Delegate => ExchangeAccess.Impersonate,
        ExchangeAccess.Impersonate => ExchangeAccess.Delegate,
        _ => null,
    };

    private static string Way(ExchangeAccess access) => access switch
    {
        ExchangeAccess.Owner => "as its owner",
        ExchangeAccess.Delegate => "by FullAccess (delegation)",
        ExchangeAccess.Impersonate => "by impersonation",
        _ => throw new ArgumentOutOfRangeException(nameof(access), access, "A way of access that does not exist."),
    };

    private static string Word(ExchangeAccess access) => access == ExchangeAccess.Delegate ? "delegate" : "impersonate";
}
