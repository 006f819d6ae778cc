
function ConvertTo-StubUnlimited($Value) {
    if ($null -eq $Value) { return $null }
    if ("$Value" -eq 'Unlimited' -or "$Value" -match '^[0-9]{1,10}$') { return "$Value" }
    throw "Cannot convert value '$Value' to type Unlimited."
}

function Set-StubPolicy($Policy, $Bound) {
    foreach ($name in 'RcaMaxConcurrency', 'EwsMaxConcurrency', 'EwsMaxSubscriptions', 'CpaMaxConcurrency', 'EwsCutoffBalance', 'EwsMaxBurst', 'EwsRechargeRate') {
        if (-not $Bound.ContainsKey($name)) { continue }
        $value = ConvertTo-StubUnlimited $Bound[$name]
        if ($null -eq $value) { $Policy.Values.Remove($name) } else { $Policy.Values[$name] = $value }
    }
}

function Get-ThrottlingPolicy {
    [CmdletBinding()] param()
    Test-Alive
    foreach ($name in @($State.Policies.Keys)) {
        $policy = $State.Policies[$name]
        $told = [ordered] @{ Name = $name; ThrottlingPolicyScope = $policy.Scope }
        foreach ($value in 'RcaMaxConcurrency', 'EwsMaxConcurrency', 'EwsMaxSubscriptions', 'CpaMaxConcurrency', 'EwsCutoffBalance', 'EwsMaxBurst', 'EwsRechargeRate') { $told[$value] = $policy.Values[$value] }
        [pscustomobject] $told
    }
}

function New-ThrottlingPolicy {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [ValidateSet('Regular')] [string] $ThrottlingPolicyScope, $RcaMaxConcurrency, $EwsMaxConcurrency, $EwsMaxSubscriptions, $CpaMaxConcurrency, $EwsCutoffBalance, $EwsMaxBurst, $EwsRechargeRate)
    Start-Change
    if ($State.Policies.Contains($Name)) { throw 'The name is taken.' }
    $policy = [ordered] @{ Scope = $ThrottlingPolicyScope; Values = [ordered] @{} }
    Set-StubPolicy $policy $PSBoundParameters
    $State.Policies[$Name] = $policy
    Stop-Change
}

function Set-ThrottlingPolicy {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $Identity, $RcaMaxConcurrency, $EwsMaxConcurrency, $EwsMaxSubscriptions, $CpaMaxConcurrency, $EwsCutoffBalance, $EwsMaxBurst, $EwsRechargeRate)
    Start-Change
    if (-not $State.Policies.Contains($Identity)) { Stop-NotFound $Identity }
    if ($State.Policies[$Identity].Scope -ne 'Regular') { throw 'THE GLOBAL POLICY WAS TOUCHED' }
    Set-StubPolicy $State.Policies[$Identity] $PSBoundParameters
    Stop-Change
}

function Remove-ThrottlingPolicy {
    [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory)] [string] $Identity)
    if (-not $PSBoundParameters.ContainsKey('Confirm')) { throw 'This asks.' }
    Start-Change
    if (-not $State.Policies.Contains($Identity)) { Stop-NotFound $Identity }
    if (@($State.Mailboxes | Where-Object { $_.Policy -eq $Identity }).Count -gt 0) { throw 'The policy is in use.' }
    $State.Policies.Remove($Identity)
    Stop-Change
}

function Get-ThrottlingPolicyAssociation {
    [CmdletBinding()] param([Parameter(Mandatory)] [string] $Identity)
    Test-Alive
    $policy = (Get-StubMailbox $Identity).Policy
    $id = if ($policy -eq '') { $null } else { "CN=$policy,CN=Global Settings,CN=Org,DC=new,DC=example" }
    [pscustomobject] @{ ThrottlingPolicyId = $id }
}

function Set-ThrottlingPolicyAssociation {
    [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory)] [string] $Identity, [Parameter(Mandatory)] [AllowNull()] $ThrottlingPolicy)
    Start-Change
    $mailbox = Get-StubMailbox $Identity
    if ($null -ne $ThrottlingPolicy -and -not $State.Policies.Contains("$ThrottlingPolicy")) { Stop-NotFound $ThrottlingPolicy }
    $mailbox.Policy = "$ThrottlingPolicy"
    Stop-Change
}

function Get-TransportConfig {
    [CmdletBinding()] param()
    Test-Alive
    [pscustomobject] @{ MaxSendSize = (Format-StubSize $State.Transport.MaxSendSize); MaxReceiveSize = (Format-StubSize $State.Transport.MaxReceiveSize) }
}

function Set-TransportConfig {
    [CmdletBinding(SupportsShouldProcess)] param($MaxSendSize, $MaxReceiveSize)
    Start-Change
    if ($PSBoundParameters.ContainsKey('MaxSendSize')) { $State.Transport.MaxSendSize = ConvertTo-StubSize $MaxSendSize }
    if ($PSBoundParameters.ContainsKey('MaxReceiveSize')) { $State.Transport.MaxReceiveSize = ConvertTo-StubSize $MaxReceiveSize }
    Stop-Change
}

function Get-ReceiveConnector {
    [CmdletBinding()] param()
    Test-Alive
    foreach ($name in @($State.Receive.Keys)) { [pscustomobject] @{ Identity = $name; MaxMessageSize = (Format-StubSize $State.Receive[$name]) } }
}

function Set-ReceiveConnector {
    [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory)] [string] $Identity, [Parameter(Mandatory)] $MaxMessageSize)
    Start-Change
    if (-not $State.Receive.Contains($Identity)) { Stop-NotFound $Identity }
    $size = ConvertTo-StubSize $MaxMessageSize
    if ($size -eq 'Unlimited') { throw 'A receive connector has a limit.' }
    $State.Receive[$Identity] = $size
    Stop-Change
}

function Get-SendConnector {
    [CmdletBinding()] param()
    Test-Alive
    foreach ($name in @($State.Send.Keys)) { [pscustomobject] @{ Identity = $name; MaxMessageSize = (Format-StubSize $State.Send[$name]) } }
}

function Set-SendConnector {
    [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory)] [string] $Identity, [Parameter(Mandatory)] $MaxMessageSize)
    Start-Change
    if (-not $State.Send.Contains($Identity)) { Stop-NotFound $Identity }
    $State.Send[$Identity] = ConvertTo-StubSize $MaxMessageSize
    Stop-Change
}

function Get-StubEws($Of) {
    [pscustomobject] @{ EwsEnabled = $Of.EwsEnabled; EwsApplicationAccessPolicy = $(if ($Of.EwsPolicy -eq '') { $null } else { $Of.EwsPolicy }); EwsAllowList = @($Of.EwsAllow); EwsBlockList = @($Of.EwsBlock) }
}

function Set-StubEws($Of, $Bound) {
    if ($Bound.ContainsKey('EwsEnabled')) { $Of.EwsEnabled = $Bound.EwsEnabled }
    if ($Bound.ContainsKey('EwsAllowList')) { $Of.EwsAllow = @(Join-StubList $Of.EwsAllow $Bound.EwsAllowList) }
    if ($Bound.ContainsKey('EwsBlockList')) { $Of.EwsBlock = @(Join-StubList $Of.EwsBlock $Bound.EwsBlockList) }
}

function Get-OrganizationConfig { [CmdletBinding()] param() Test-Alive; Get-StubEws $State.Organisation }
function Get-CASMailbox { [CmdletBinding()] param([Parameter(Mandatory)] [string] $Identity) Test-Alive; Get-StubEws (Get-StubMailbox $Identity) }

function Set-OrganizationConfig {
    [CmdletBinding(SupportsShouldProcess)] param([Nullable[bool]] $EwsEnabled, $EwsAllowList, $EwsBlockList)
    Start-Change
    Set-StubEws $State.Organisation $PSBoundParameters
    Stop-Change
}

function Set-CASMailbox {
    [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory)] [string] $Identity, [Nullable[bool]] $EwsEnabled, $EwsAllowList, $EwsBlockList)
    Start-Change
    Set-StubEws (Get-StubMailbox $Identity) $PSBoundParameters
    Stop-Change
}
