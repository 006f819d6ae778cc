
# Lists of applications go by the User-Agent a client sends, with * for any text. Turnstone sends the one this script was written for.
function Set-EwsAccess([string] $Target, [string] $Of, [switch] $Quiet) {
    $settings = Get-EwsSettings $Target
    if ("$($settings.EwsEnabled)" -eq 'False') { Set-Value -Kind EwsSwitch -Target $Target -Property 'EwsEnabled' -After 'True' -Label "EwsEnabled $Of" }
    else { Write-Same "EwsEnabled $Of" "$($settings.EwsEnabled)" -Quiet:$Quiet }

    $policy = "$($settings.EwsApplicationAccessPolicy)"
    if ($policy -eq 'EnforceAllowList') {
        $allowing = @($settings.EwsAllowList | ForEach-Object { "$_" } | Where-Object { $UserAgent -like $_ })
        if ($allowing.Count -gt 0) { Write-Same "EwsAllowList $Of" $allowing[0] -Quiet:$Quiet }
        else { Set-Value -Kind EwsAllowList -Target $Target -Property $UserAgent -After 'listed' -Label "$UserAgent in EwsAllowList $Of" }
    }
    elseif ($policy -eq 'EnforceBlockList') {
        foreach ($pattern in @($settings.EwsBlockList | ForEach-Object { "$_" } | Where-Object { $UserAgent -like $_ })) {
            # One that names us is ours to take off. One that blocks others as well is an administrator's decision.
            if ($pattern -like "$UserAgent*") { Set-Value -Kind EwsBlockList -Target $Target -Property $pattern -After '' -Label "$pattern in EwsBlockList $Of" }
            else { Add-Fault "EwsBlockList $Of" "'$pattern' blocks $UserAgent, and others with it. Decide whether it may go, and take it off by hand." }
        }
    }
    else { Write-Same "EwsApplicationAccessPolicy $Of" $policy -Quiet:$Quiet }
}

Invoke-Step 'Exchange Web Services' {
    Set-EwsAccess 'organisation' 'of the organisation'
    $account = Find-Mailbox $AccountAddress
    if ($null -eq $account) { Write-Host '  not yet  There is no account to look at.'; return }
    Set-EwsAccess "$($account.Guid)" "of $AccountAddress"
}
