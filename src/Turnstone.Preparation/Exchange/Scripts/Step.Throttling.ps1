
# A policy of its own for one account. The global policy is not touched: what it says goes for everybody else.
Invoke-Step 'Throttling' -NeedsAccount {
    $account = Get-Account
    $unlimited = @($ThrottlingParameters | ForEach-Object { "$_=Unlimited" }) -join '; '
    Set-Value -Kind ThrottlingPolicy -Target $ThrottlingPolicy -Property '' -After $unlimited -Label "Throttling policy $ThrottlingPolicy"
    Set-Value -Kind ThrottlingPolicyAssociation -Target "$($account.Guid)" -Property '' -After $ThrottlingPolicy -Label "Throttling policy of $AccountAddress"
    Write-Host '  note     Servers keep policies for some minutes: it may take that long to be felt.'
}
