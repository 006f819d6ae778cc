
# Whoever impersonates somebody is let in as that user: where EWS is switched off for the user, it is for the account as well.
Invoke-Step 'Exchange Web Services of the mailboxes' {
    Invoke-ForMailboxes 'Exchange Web Services' {
        param($mailbox)
        Set-EwsAccess $mailbox.Guid "of $($mailbox.Address)" -Quiet
    }
}
