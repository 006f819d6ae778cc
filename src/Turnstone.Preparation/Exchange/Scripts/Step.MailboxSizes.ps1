
# A mailbox without a limit of its own has the organisation's; only one that has a smaller one is changed. The account's own count as well:
# there are servers that hold a saved message against the limits of whoever saves it.
Invoke-Step 'Message size of mailboxes' {
    $account = Find-Mailbox $AccountAddress
    if ($null -ne $account) {
        foreach ($property in 'MaxSendSize', 'MaxReceiveSize') { Set-Limit 'MailboxLimit' "$($account.Guid)" $property "$property of $AccountAddress" (ConvertTo-Bytes $account.$property) }
    }
    Invoke-ForMailboxes 'Message sizes' {
        param($mailbox)
        foreach ($property in 'MaxSendSize', 'MaxReceiveSize') { Set-Limit 'MailboxLimit' $mailbox.Guid $property "$property of $($mailbox.Address)" $mailbox.$property -Quiet }
    }
}
