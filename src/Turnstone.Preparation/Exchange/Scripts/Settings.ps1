
function Get-MailboxByGuid([string] $Guid) {
    $found = @(Get-Mailbox -Identity $Guid -ErrorAction Stop)
    if ($found.Count -ne 1 -or "$($found[0].Guid)" -ne $Guid) { throw "There is no mailbox with the id $Guid any more." }
    return $found[0]
}

# An address, never a pattern: Get-Mailbox takes * for any text, so what it found is looked at again.
function Find-Mailbox([string] $Address) {
    try { $found = @(Get-Mailbox -Identity $Address -ErrorAction Stop) }
    catch { if (Test-NotFound $_) { return $null } else { throw } }
    foreach ($mailbox in $found) {
        $addresses = @($mailbox.EmailAddresses | ForEach-Object { "$_" })
        if ("$($mailbox.PrimarySmtpAddress)" -eq $Address -or "$($mailbox.UserPrincipalName)" -eq $Address -or $addresses -contains "smtp:$Address") { return $mailbox }
    }
    return $null
}

# -- the account: its id, or nothing
function Read-Account([string] $Target, [string] $Property) {
    $mailbox = Find-Mailbox $Target
    if ($null -eq $mailbox) { return '' }
    return "$($mailbox.Guid)"
}

function Write-Account([string] $Target, [string] $Property, [string] $Value) {
    if ($Value -ne '') { New-ServiceAccount; return }
    Remove-Mailbox -Identity (Read-Account $Target '') -Confirm:$false -ErrorAction Stop
}

# -- FullAccess of the account (Property) on a mailbox (Target)
function Read-Permission([string] $Target, [string] $Property) {
    foreach ($entry in @(Get-MailboxPermission -Identity $Target -User $Property -ErrorAction Stop)) {
        $rights = "$($entry.AccessRights)" -split '[,\s]+'
        if ("$($entry.Deny)" -ne 'True' -and "$($entry.IsInherited)" -ne 'True' -and $rights -contains 'FullAccess') { return 'FullAccess' }
    }
    return ''
}

function Write-Permission([string] $Target, [string] $Property, [string] $Value) {
    # Without auto-mapping: else Outlook would open every mailbox of the organisation for the account.
    if ($Value -eq 'FullAccess') { Add-MailboxPermission -Identity $Target -User $Property -AccessRights FullAccess -InheritanceType All -AutoMapping $false -Confirm:$false -ErrorAction Stop }
    else { Remove-MailboxPermission -Identity $Target -User $Property -AccessRights FullAccess -InheritanceType All -Confirm:$false -ErrorAction Stop }
}

# -- the throttling policy: its seven values. One of another scope than Regular governs everybody, and is never touched.
$ThrottlingParameters = @('RcaMaxConcurrency', 'EwsMaxConcurrency', 'EwsMaxSubscriptions', 'CpaMaxConcurrency', 'EwsCutoffBalance', 'EwsMaxBurst', 'EwsRechargeRate')

function Find-ThrottlingPolicy([string] $Name) {
    foreach ($policy in @(Get-ThrottlingPolicy -ErrorAction Stop)) {
        if ("$($policy.Name)" -eq $Name) {
            if ("$($policy.ThrottlingPolicyScope)" -ne 'Regular') { throw "The throttling policy '$Name' has the scope $($policy.ThrottlingPolicyScope): it governs everybody, and this script touches Regular ones alone. Name another." }
            return $policy
        }
    }
    return $null
}

function Read-ThrottlingPolicy([string] $Target, [string] $Property) {
    $policy = Find-ThrottlingPolicy $Target
    if ($null -eq $policy) { return '' }
    return (@($ThrottlingParameters | ForEach-Object { "$_=$($policy.$_)" }) -join '; ')
}

function Write-ThrottlingPolicy([string] $Target, [string] $Property, [string] $Value) {
    $policy = Find-ThrottlingPolicy $Target
    if ($Value -eq '') { Remove-ThrottlingPolicy -Identity $Target -Confirm:$false -ErrorAction Stop; return }
    $values = @{}
    foreach ($pair in ($Value -split '; ')) {
        $name, $text = $pair -split '=', 2
        if ($ThrottlingParameters -cnotcontains $name) { throw "'$name' is none of the seven values." }
        # A value that was not set before is the one that goes back to null, which means "as in the policy above"; what is set is never null.
        $values[$name] = if ($text -eq '') { $null } else { $text }
    }
    if ($null -eq $policy) { New-ThrottlingPolicy -Name $Target -ThrottlingPolicyScope Regular @values -Confirm:$false -ErrorAction Stop }
    else { Set-ThrottlingPolicy -Identity $Target @values -Confirm:$false -ErrorAction Stop }
}

# -- which policy an account is under; none means the default
function Read-ThrottlingPolicyAssociation([string] $Target, [string] $Property) {
    $name = "$((Get-ThrottlingPolicyAssociation -Identity $Target -ErrorAction Stop).ThrottlingPolicyId)"
    if ($name -match '^CN=((?:[^,\\]|\\.)+),') { return ($Matches[1] -replace '\\(.)', '$1') }
    return ($name -replace '^.*\\', '')
}

function Write-ThrottlingPolicyAssociation([string] $Target, [string] $Property, [string] $Value) {
    $policy = if ($Value -eq '') { $null } else { $Value }
    Set-ThrottlingPolicyAssociation -Identity $Target -ThrottlingPolicy $policy -Confirm:$false -ErrorAction Stop
}

# -- whom the account may impersonate: the filter of a management scope
function Read-ImpersonationScope([string] $Target, [string] $Property) {
    foreach ($scope in @(Get-ManagementScope -ErrorAction Stop)) {
        if ("$($scope.Name)" -eq $Target) { return "$($scope.RecipientFilter)" }
    }
    return ''
}

function Write-ImpersonationScope([string] $Target, [string] $Property, [string] $Value) {
    if ($Value -eq '') { Remove-ManagementScope -Identity $Target -Confirm:$false -ErrorAction Stop }
    else { New-ManagementScope -Name $Target -RecipientRestrictionFilter $Value -Confirm:$false -ErrorAction Stop }
}

# -- the role that lets the account (Property) impersonate: the name of the scope, or "everyone"
function Read-ImpersonationRole([string] $Target, [string] $Property) {
    $account = "$((Get-MailboxByGuid $Property).DistinguishedName)"
    foreach ($assignment in @(Get-ManagementRoleAssignment -Role ApplicationImpersonation -RoleAssignee $account -ErrorAction Stop)) {
        if ("$($assignment.Name)" -eq $Target) {
            $scope = "$($assignment.CustomRecipientWriteScope)" -replace '^.*\\', ''
            if ($scope -eq '') { return 'everyone' }
            return "scope $scope"
        }
    }
    return ''
}

function Write-ImpersonationRole([string] $Target, [string] $Property, [string] $Value) {
    if ($Value -eq '') { Remove-ManagementRoleAssignment -Identity $Target -Confirm:$false -ErrorAction Stop; return }
    $bounds = @{}
    if ($Value -match '^scope (.+)$') { $bounds.CustomRecipientWriteScope = $Matches[1] }
    $user = "$((Get-MailboxByGuid $Property).UserPrincipalName)"
    New-ManagementRoleAssignment -Name $Target -Role ApplicationImpersonation -User $user @bounds -Confirm:$false -ErrorAction Stop
}

# -- sizes, in bytes
function Read-TransportLimit([string] $Target, [string] $Property) {
    return ConvertTo-Bytes (Get-TransportConfig -ErrorAction Stop).$Property
}

function Write-TransportLimit([string] $Target, [string] $Property, [string] $Value) {
    $limit = @{ $Property = ConvertTo-Size $Value }
    Set-TransportConfig @limit -Confirm:$false -ErrorAction Stop
}

function Read-ReceiveConnectorLimit([string] $Target, [string] $Property) {
    foreach ($connector in @(Get-ReceiveConnector -ErrorAction Stop)) { if ("$($connector.Identity)" -eq $Target) { return ConvertTo-Bytes $connector.MaxMessageSize } }
    throw "There is no receive connector '$Target' any more."
}

function Write-ReceiveConnectorLimit([string] $Target, [string] $Property, [string] $Value) {
    Set-ReceiveConnector -Identity $Target -MaxMessageSize (ConvertTo-Size $Value) -Confirm:$false -ErrorAction Stop
}

function Read-SendConnectorLimit([string] $Target, [string] $Property) {
    foreach ($connector in @(Get-SendConnector -ErrorAction Stop)) { if ("$($connector.Identity)" -eq $Target) { return ConvertTo-Bytes $connector.MaxMessageSize } }
    throw "There is no send connector '$Target' any more."
}

function Write-SendConnectorLimit([string] $Target, [string] $Property, [string] $Value) {
    Set-SendConnector -Identity $Target -MaxMessageSize (ConvertTo-Size $Value) -Confirm:$false -ErrorAction Stop
}

function Read-MailboxLimit([string] $Target, [string] $Property) {
    return ConvertTo-Bytes (Get-MailboxByGuid $Target).$Property
}

function Write-MailboxLimit([string] $Target, [string] $Property, [string] $Value) {
    $limit = @{ $Property = ConvertTo-Size $Value }
    Set-Mailbox -Identity $Target @limit -Confirm:$false -ErrorAction Stop
}

# -- Exchange Web Services, of the organisation or of a mailbox
function Get-EwsSettings([string] $Target) {
    if ($Target -eq 'organisation') { return Get-OrganizationConfig -ErrorAction Stop }
    return Get-CASMailbox -Identity $Target -ErrorAction Stop
}

function Set-EwsSettings([string] $Target, $Values) {
    if ($Target -eq 'organisation') { Set-OrganizationConfig @Values -Confirm:$false -ErrorAction Stop }
    else { Set-CASMailbox -Identity $Target @Values -Confirm:$false -ErrorAction Stop }
}

function Read-EwsSwitch([string] $Target, [string] $Property) { return "$((Get-EwsSettings $Target).EwsEnabled)" }

function Write-EwsSwitch([string] $Target, [string] $Property, [string] $Value) {
    $enabled = if ($Value -eq '') { $null } else { $Value -eq 'True' }
    Set-EwsSettings $Target @{ EwsEnabled = $enabled }
}

# One entry (Property) of a list, so that what others add to it meanwhile stays.
function Read-EwsAllowList([string] $Target, [string] $Property) {
    if (@((Get-EwsSettings $Target).EwsAllowList | ForEach-Object { "$_" }) -contains $Property) { return 'listed' }
    return ''
}

function Write-EwsAllowList([string] $Target, [string] $Property, [string] $Value) {
    if ($Value -eq '') { Set-EwsSettings $Target @{ EwsAllowList = @{ Remove = $Property } } }
    else { Set-EwsSettings $Target @{ EwsAllowList = @{ Add = $Property } } }
}

function Read-EwsBlockList([string] $Target, [string] $Property) {
    if (@((Get-EwsSettings $Target).EwsBlockList | ForEach-Object { "$_" }) -contains $Property) { return 'listed' }
    return ''
}

function Write-EwsBlockList([string] $Target, [string] $Property, [string] $Value) {
    if ($Value -eq '') { Set-EwsSettings $Target @{ EwsBlockList = @{ Remove = $Property } } }
    else { Set-EwsSettings $Target @{ EwsBlockList = @{ Add = $Property } } }
}
