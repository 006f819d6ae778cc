
function New-ServiceAccount {
    $password = Read-Host -Prompt "A password for the new account $AccountAddress" -AsSecureString
    $place = @{}
    if ($AccountDatabase -ne '') { $place.Database = $AccountDatabase }
    if ($AccountUnit -ne '') { $place.OrganizationalUnit = $AccountUnit }
    New-Mailbox -Name $AccountName -UserPrincipalName $AccountAddress -Password $password -ResetPasswordOnNextLogon $false @place -Confirm:$false -ErrorAction Stop
}

Invoke-Step 'Service account' {
    $existing = Find-Mailbox $AccountAddress
    if ($null -ne $existing) { Write-Same "Account $AccountAddress" "$($existing.Guid)" }
    elseif ($CreateAccount) { Set-Value -Kind Account -Target $AccountAddress -Property '' -After 'created' -Label "Account $AccountAddress" -OnlyIfAbsent }
    else { throw "There is no mailbox $AccountAddress. Create it, or have the script written with --create-account." }
}

# Domain, Enterprise and Schema Admins are denied other people's mailboxes by Exchange's own set-up, and a denial wins over what is granted here.
# Their relative ids (512, 518, 519) are the same in every language. Groups are followed upwards, since they nest.
Invoke-Step 'Is the account an administrator?' {
    $account = Find-Mailbox $AccountAddress
    if ($null -eq $account) { Write-Host '  not yet  There is no account to look at.'; return }
    $seen = @{}
    $open = New-Object System.Collections.Queue
    $open.Enqueue("$($account.DistinguishedName)")
    $admin = @()
    while ($open.Count -gt 0 -and $seen.Count -lt 500) {
        $name = $open.Dequeue() -replace "'", "''"
        foreach ($group in @(Get-Group -Filter "Members -eq '$name'" -ResultSize Unlimited -ErrorAction Stop)) {
            $groupName = "$($group.DistinguishedName)"
            if ($seen.ContainsKey($groupName)) { continue }
            $seen[$groupName] = $true
            $open.Enqueue($groupName)
            if ("$($group.Sid)" -match '^S-1-5-21-.*-(512|518|519)$') { $admin += "$($group.Name)" }
        }
    }
    if ($admin.Count -gt 0) { Write-Warning "$AccountAddress is a member of $($admin -join ', '). Exchange denies such accounts other people's mailboxes, whatever they are granted: use a plain account." }
    else { Write-Host '  fine     No membership of Domain, Enterprise or Schema Admins was found in this domain.' }
}
