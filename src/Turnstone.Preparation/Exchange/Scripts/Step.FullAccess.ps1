
Invoke-Step 'FullAccess without auto-mapping' -NeedsAccount {
    $accountGuid = "$((Get-Account).Guid)"
    Invoke-ForMailboxes 'FullAccess' {
        param($mailbox)
        Set-Value -Kind Permission -Target $mailbox.Guid -Property $accountGuid -After 'FullAccess' -Label "FullAccess of $AccountAddress on $($mailbox.Address)" -Quiet
    }
}
