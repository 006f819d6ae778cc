
Invoke-Step 'ApplicationImpersonation' -NeedsAccount {
    $account = Get-Account
    $bounds = 'everyone'
    $filter = $ImpersonationFilter
    if ($ImpersonationGroup -ne '') {
        $groups = @(Get-Group -Identity $ImpersonationGroup -ErrorAction Stop)
        if ($groups.Count -ne 1) { throw "'$ImpersonationGroup' is the name of $($groups.Count) groups. Name one by its address." }
        $filter = "MemberOfGroup -eq '" + ("$($groups[0].DistinguishedName)" -replace "'", "''") + "'"
    }
    if ($filter -ne '') {
        Set-Value -Kind ImpersonationScope -Target $ImpersonationName -Property '' -After $filter -Label "Management scope $ImpersonationName" -OnlyIfAbsent
        $bounds = "scope $ImpersonationName"
    }
    else { Write-Warning "$AccountAddress may impersonate everybody in the organisation. A group or a filter keeps it to those who are migrated." }
    Set-Value -Kind ImpersonationRole -Target $ImpersonationName -Property "$($account.Guid)" -After $bounds -Label "Role assignment $ImpersonationName" -OnlyIfAbsent
}
