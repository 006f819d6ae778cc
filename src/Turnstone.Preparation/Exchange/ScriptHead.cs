namespace Turnstone.Preparation.Exchange;

/// <summary>
/// What stands at the top of the scripts: what they do and how they are run. Nothing somebody typed stands here, for a comment can be ended
/// from within.
/// </summary>
internal static class ScriptHead
{
    public static string Forward(ExchangeAnswers answers)
    {
        var plan = string.Concat(answers.Steps.Select(step => $"#   - {Say(step, answers.Access)}\n"));
        return $$"""
            {{PreparationScripts.Mark}}: prepares an Exchange organisation (2013, 2016, 2019, Subscription Edition) to have mailboxes moved into it.
            #
            # What it does, in this order:
            {{plan}}#
            # Run it in the Exchange Management Shell, as a member of Organization Management:
            #   .\{{PreparationScripts.ForwardName}} -WhatIf     shows all that would be changed, and changes nothing
            #   .\{{PreparationScripts.ForwardName}}             shows each setting before and after, and changes what is not as wanted
            # In a forest of several domains say Set-ADServerSettings -ViewEntireForest $true first, or mailboxes of other domains are not found.
            # A second run finds nothing left to change. -Confirm asks before each change. Where Windows says that scripts are disabled or that the
            # file came from another computer: Unblock-File .\*.ps1, or start the shell with -ExecutionPolicy RemoteSigned.
            #
            # Each change is first written into {{PreparationScripts.RecordName}} beside this script (or where -Record says).
            # {{PreparationScripts.UndoName}} reads it and restores exactly that. Keep the three together until the mailboxes have moved.
            #Requires -Version 3.0
            [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
            param(
                [string] $Record = (Join-Path $PSScriptRoot '{{PreparationScripts.RecordName}}')
            )

            """.ReplaceLineEndings("\n");
    }

    public static string Undo() => $$"""
        {{PreparationScripts.Mark}}: takes back what {{PreparationScripts.ForwardName}} changed.
        #
        # It goes by the record that script wrote, from the last change to the first, and restores what each setting was before the first run.
        # What was changed by somebody else since is told and left alone, unless -Force is given.
        #
        # Run it in the Exchange Management Shell, as a member of Organization Management, when the mailboxes have moved:
        #   .\{{PreparationScripts.UndoName}} -WhatIf     shows all that would be set back, and changes nothing
        #   .\{{PreparationScripts.UndoName}}             sets it back
        # An account that was created is removed with its mailbox; -KeepAccount keeps it.
        #Requires -Version 3.0
        [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
        param(
            [string] $Record = (Join-Path $PSScriptRoot '{{PreparationScripts.RecordName}}'),
            [switch] $Force,
            [switch] $KeepAccount
        )

        """.ReplaceLineEndings("\n");

    private static string Say(ExchangeStep step, MailboxAccess access) => step switch
    {
        ExchangeStep.Account => "the service account is there, and is no Domain, Enterprise or Schema Admin",
        ExchangeStep.Throttling => "a throttling policy of its own for the account; the global one is not touched",
        ExchangeStep.Access when access is MailboxAccess.FullAccess => "FullAccess on the mailboxes for the account, without auto-mapping",
        ExchangeStep.Access => "the role ApplicationImpersonation for the account",
        ExchangeStep.Ews => "Exchange Web Services are on and let Turnstone in",
        ExchangeStep.Transport => "the organisation's message size",
        ExchangeStep.Connectors => "the message size of connectors",
        ExchangeStep.MailboxSizes => "the message size of mailboxes that have a smaller one of their own",
        _ => throw new InvalidOperationException("A step that does not exist."),
    };
}
