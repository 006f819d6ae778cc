
function Get-Mailbox {
    [CmdletBinding()] param([string] $Identity, [string] $ResultSize, [ValidateSet('UserMailbox', 'LinkedMailbox', 'SharedMailbox', 'RoomMailbox', 'EquipmentMailbox', 'DiscoveryMailbox')] [string[]] $RecipientTypeDetails)
    Test-Alive
    $found = @(if ($PSBoundParameters.ContainsKey('Identity')) { Find-StubMailbox $Identity } else { $State.Mailboxes })
    if ($PSBoundParameters.ContainsKey('Identity') -and $found.Count -eq 0) { Stop-NotFound $Identity }
    if ($null -ne $RecipientTypeDetails) { $found = @($found | Where-Object { $RecipientTypeDetails -contains $_.Type }) }
    foreach ($mailbox in $found) {
        [pscustomobject] @{ Guid = $mailbox.Guid; PrimarySmtpAddress = $mailbox.Address; UserPrincipalName = $mailbox.Address; EmailAddresses = @("SMTP:$($mailbox.Address)")
            DistinguishedName = "CN=$($mailbox.Address),DC=new,DC=example"; MaxSendSize = (Format-StubSize $mailbox.MaxSendSize); MaxReceiveSize = (Format-StubSize $mailbox.MaxReceiveSize) }
    }
}

function New-Mailbox {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [string] $UserPrincipalName, [Parameter(Mandatory)] [securestring] $Password, [bool] $ResetPasswordOnNextLogon, [string] $Database, [string] $OrganizationalUnit)
    Start-Change
    if (@(Find-StubMailbox $UserPrincipalName).Count -gt 0) { throw 'The name is taken.' }
    $Meter.Next++
    $State.Mailboxes = @($State.Mailboxes) + (New-StubMailbox "$($Meter.Next)" $UserPrincipalName)
    Stop-Change
}

function Remove-Mailbox {
    [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory)] [string] $Identity)
    if (-not $PSBoundParameters.ContainsKey('Confirm')) { throw 'This asks.' }
    Start-Change
    $gone = Get-StubMailbox $Identity
    $State.Mailboxes = @($State.Mailboxes | Where-Object { $_.Guid -ne $gone.Guid })
    Stop-Change
}

function Set-Mailbox {
    [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory)] [string] $Identity, $MaxSendSize, $MaxReceiveSize)
    Start-Change
    $mailbox = Get-StubMailbox $Identity
    if ($PSBoundParameters.ContainsKey('MaxSendSize')) { $mailbox.MaxSendSize = ConvertTo-StubSize $MaxSendSize }
    if ($PSBoundParameters.ContainsKey('MaxReceiveSize')) { $mailbox.MaxReceiveSize = ConvertTo-StubSize $MaxReceiveSize }
    Stop-Change
}

function Get-MailboxPermission {
    [CmdletBinding()] param([Parameter(Mandatory)] [string] $Identity, [string] $User)
    Test-Alive
    $mailbox = Get-StubMailbox $Identity
    $who = (Get-StubMailbox $User).Guid
    # Inherited entries, as every server has them for its own groups.
    [pscustomobject] @{ Deny = $false; IsInherited = $true; AccessRights = @('FullAccess') }
    if ($mailbox.Rights.Contains($who)) { [pscustomobject] @{ Deny = $false; IsInherited = $false; AccessRights = @('FullAccess') } }
}

function Add-MailboxPermission {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $Identity, [Parameter(Mandatory)] [string] $User, [Parameter(Mandatory)] [ValidateSet('FullAccess')] [string] $AccessRights, [ValidateSet('All')] [string] $InheritanceType, [bool] $AutoMapping = $true)
    Start-Change
    $mailbox = Get-StubMailbox $Identity
    $mailbox.Rights[(Get-StubMailbox $User).Guid] = "FullAccess, auto-mapping $AutoMapping"
    Stop-Change
}

function Remove-MailboxPermission {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $Identity, [Parameter(Mandatory)] [string] $User, [Parameter(Mandatory)] [ValidateSet('FullAccess')] [string] $AccessRights, [ValidateSet('All')] [string] $InheritanceType)
    if (-not $PSBoundParameters.ContainsKey('Confirm')) { throw 'This asks.' }
    Start-Change
    $mailbox = Get-StubMailbox $Identity
    $mailbox.Rights.Remove((Get-StubMailbox $User).Guid)
    Stop-Change
}

function Get-ManagementScope {
    [CmdletBinding()] param()
    Test-Alive
    foreach ($name in @($State.Scopes.Keys)) { [pscustomobject] @{ Name = $name; RecipientFilter = $State.Scopes[$name] } }
}

function New-ManagementScope {
    [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory)] [ValidateLength(1, 64)] [string] $Name, [Parameter(Mandatory)] [string] $RecipientRestrictionFilter)
    Start-Change
    if ($State.Scopes.Contains($Name)) { throw "The scope '$Name' already exists." }
    # Exchange keeps a filter in its own way of writing.
    $State.Scopes[$Name] = "($RecipientRestrictionFilter)"
    Stop-Change
}

function Remove-ManagementScope {
    [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory)] [string] $Identity)
    if (-not $PSBoundParameters.ContainsKey('Confirm')) { throw 'This asks.' }
    Start-Change
    if (-not $State.Scopes.Contains($Identity)) { Stop-NotFound $Identity }
    foreach ($assignment in $State.Assignments.Values) { if ($assignment.Scope -eq $Identity) { throw 'The scope is in use.' } }
    $State.Scopes.Remove($Identity)
    Stop-Change
}

function Get-ManagementRoleAssignment {
    [CmdletBinding()] param([Parameter(Mandatory)] [ValidateSet('ApplicationImpersonation')] [string] $Role, [Parameter(Mandatory)] [string] $RoleAssignee)
    Test-Alive
    $who = (Get-StubMailbox $RoleAssignee).Guid
    foreach ($name in @($State.Assignments.Keys)) {
        if ($State.Assignments[$name].User -eq $who) { [pscustomobject] @{ Name = $name; CustomRecipientWriteScope = $State.Assignments[$name].Scope } }
    }
}

function New-ManagementRoleAssignment {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [ValidateLength(1, 64)] [string] $Name, [Parameter(Mandatory)] [ValidateSet('ApplicationImpersonation')] [string] $Role, [Parameter(Mandatory)] [string] $User, [string] $CustomRecipientWriteScope)
    Start-Change
    if ($State.Assignments.Contains($Name)) { throw "The assignment '$Name' already exists." }
    if ($CustomRecipientWriteScope -ne '' -and -not $State.Scopes.Contains($CustomRecipientWriteScope)) { Stop-NotFound $CustomRecipientWriteScope }
    $State.Assignments[$Name] = [ordered] @{ User = (Get-StubMailbox $User).Guid; Scope = $CustomRecipientWriteScope }
    Stop-Change
}

function Remove-ManagementRoleAssignment {
    [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory)] [string] $Identity)
    if (-not $PSBoundParameters.ContainsKey('Confirm')) { throw 'This asks.' }
    Start-Change
    if (-not $State.Assignments.Contains($Identity)) { Stop-NotFound $Identity }
    $State.Assignments.Remove($Identity)
    Stop-Change
}

function Get-Group {
    [CmdletBinding()] param([string] $Identity, [string] $Filter, [string] $ResultSize)
    Test-Alive
    $found = @($State.Groups)
    if ($Identity -ne '') { $found = @($found | Where-Object { $_.Name -eq $Identity -or $_.Address -eq $Identity }); if ($found.Count -eq 0) { Stop-NotFound $Identity } }
    elseif ($Filter -match "^Members -eq '(.*)'$") { $member = $Matches[1] -replace "''", "'"; $found = @($found | Where-Object { $_.Members -contains $member }) }
    else { throw "The filter '$Filter' cannot be read." }
    foreach ($group in $found) { [pscustomobject] @{ Name = $group.Name; DistinguishedName = "CN=$($group.Name),DC=new,DC=example"; Sid = $group.Sid } }
}

function Read-Host {
    [CmdletBinding()] param([Parameter(Mandatory)] [string] $Prompt, [Parameter(Mandatory)] [switch] $AsSecureString)
    $Meter.Prompts++
    $secret = New-Object System.Security.SecureString
    foreach ($c in 'correct horse'.ToCharArray()) { $secret.AppendChar($c) }
    return $secret
}
