using Turnstone.Engine.Failures;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using static Turnstone.Connectors.Exchange.Checks.ProbeWords;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>Signs the account in, once, by asking for an inbox of its own; and tells what the answer says of the server.</summary>
internal sealed class SignInStep(ProbeState state)
{
    public async Task<string> SignInAsync(CancellationToken cancellationToken)
    {
        var request = new GetFolder { FolderIds = [DistinguishedFolderId.Inbox], FolderShape = new ResponseShape() };
        try
        {
            var response = (await state.Own.SendRawAsync(client => client.GetFolderAsync(request, cancellationToken), cancellationToken))[0];
            if (IsAboutTheAccount(response))
            {
                throw Advised(state.Own.Explain(response), response.ResponseCode);
            }

            var server = state.Own.Server is { } version ? $"{version}" : "of a version it does not tell";
            var mailbox = response.IsSuccess ? "" : "; it has no mailbox of its own, and needs none";
            return $"{state.Options.Login} signed in by {state.Own.SignInScheme} at Exchange {server}{mailbox}";
        }
        catch (EwsException error)
        {
            throw Advised(state.Explain(error), error is EwsFaultException fault ? fault.ResponseCode : default);
        }
    }

    /// <summary>What generation the server is of, and whether Microsoft still mends it.</summary>
    public Task<Finding> TellVersionAsync(CancellationToken cancellationToken)
    {
        _ = cancellationToken;
        return Task.FromResult(state.Own.Server is { } server ? ServerSupport.Judge(server, state.Time.GetUtcNow()) : Finding.Skipped("The server does not tell its version."));
    }

    /// <summary>Whatever else it says, it says to somebody who has signed in.</summary>
    private static bool IsAboutTheAccount(EwsResponse<Folder> response) =>
        !response.IsSuccess
        && (response.ResponseCode == ResponseCode.ErrorPasswordExpired
            || response.ResponseCode == ResponseCode.ErrorAccountDisabled
            || ExchangeFailures.MeaningOf(response.ResponseCode, response.MessageXml).Meaning is AnswerMeaning.Wait or AnswerMeaning.Again);

    /// <summary>The same failure with what an administrator can look up: over HTTP Exchange does not say why it refuses a password.</summary>
    private SessionException Advised(SessionException told, ResponseCode said)
    {
        var (failure, name) = (told.Failure, AccountOf(state.Options.Login));
        var remedy = failure.Code switch
        {
            _ when said == ResponseCode.ErrorPasswordExpired =>
                $"Set a new password: Set-ADAccountPassword {name} -Reset; for a service account then Set-ADUser {name} -PasswordNeverExpires $true.",
            _ when said == ResponseCode.ErrorAccountDisabled => $"Enable the account: Enable-ADAccount {name}.",
            var code when code == FailureCodes.DestinationSignIn =>
                $"Check the account and its password: first the password, by signing in to Outlook on the web with it; then whether the account is locked, disabled or its password expired: Get-ADUser {name} -Properties LockedOut, Enabled, PasswordExpired (Unlock-ADAccount, Enable-ADAccount, Set-ADAccountPassword -Reset). It was tried once and is not tried again, so that the test locks nothing.",
            var code when code == FailureCodes.DestinationForbidden =>
                $"The account is known but EWS is closed to it. First Get-CASMailbox {name} | fl Ews* (Set-CASMailbox -EwsEnabled $true), then Get-OrganizationConfig | fl Ews*: under EnforceBlockList or EnforceAllowList the program's name decides, which is Turnstone (Set-OrganizationConfig -EwsAllowList, -EwsBlockList).",
            _ => failure.Remedy,
        };
        return new SessionException(failure with { Remedy = remedy }, told.Fate, told);
    }
}
