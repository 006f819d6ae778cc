# An Exchange organisation that keeps what the cmdlets below do to it. They take the parameters of the public documentation and no other, refuse
# values the real ones would refuse, and give objects back the way the remote shell does: sizes and names as texts.
Set-StrictMode -Version 2.0
$State = $null
$Meter = @{ Changes = 0; FailAt = 0; Mode = ''; Gone = $false; Next = 100; Prompts = 0 }
$Separator = ','

function New-StubMailbox([string] $Number, [string] $Address, [string] $Send = 'Unlimited', [string] $Receive = 'Unlimited', [string] $Type = 'UserMailbox') {
    return [ordered] @{ Guid = "00000000-0000-0000-0000-$($Number.PadLeft(12, '0'))"; Address = $Address; Type = $Type; MaxSendSize = $Send; MaxReceiveSize = $Receive
        Policy = ''; Rights = [ordered] @{}; EwsEnabled = $null; EwsPolicy = ''; EwsAllow = @(); EwsBlock = @() }
}

function Reset-Stub {
    $script:State = [ordered] @{
        Mailboxes = @((New-StubMailbox 1 'svc@new.example'), (New-StubMailbox 2 'anna@new.example'), (New-StubMailbox 3 "o'hara@new.example" '10485760' '26214400'),
            (New-StubMailbox 4 'sales@new.example' '1073741824' 'Unlimited' 'SharedMailbox'), (New-StubMailbox 5 'search@new.example' 'Unlimited' 'Unlimited' 'DiscoveryMailbox'))
        Policies = [ordered] @{ 'GlobalThrottlingPolicy_1' = [ordered] @{ Scope = 'Global'; Values = [ordered] @{ EwsMaxConcurrency = '27'; EwsCutoffBalance = '3000000' } } }
        Scopes = [ordered] @{}
        Assignments = [ordered] @{}
        Groups = @(@{ Name = 'Movers'; Address = 'movers@new.example'; Members = @('CN=anna@new.example,DC=new,DC=example'); Sid = 'S-1-5-21-1-2-3-1104' })
        Transport = [ordered] @{ MaxSendSize = '10485760'; MaxReceiveSize = '10485760' }
        Receive = [ordered] @{ 'MX1\Default Frontend MX1' = '37748736'; 'MX1\Client Proxy MX1' = '36700160'; 'MX1\Big' = '2147482624' }
        Send = [ordered] @{ 'Internet' = '10485760'; 'Partner' = 'Unlimited' }
        Organisation = [ordered] @{ EwsEnabled = $null; EwsPolicy = ''; EwsAllow = @(); EwsBlock = @() }
    }
    Set-Failure 0 ''
}

function Set-Failure([int] $At, [string] $Mode) { $Meter.Changes = 0; $Meter.FailAt = $At; $Meter.Mode = $Mode; $Meter.Gone = $false }
function Get-StubText { return ConvertTo-Json -InputObject $State -Depth 8 }
function Get-Meter { return $Meter }
function Set-Separator([string] $Text) { $script:Separator = $Text }
function Edit-Stub([scriptblock] $Edit) { & $Edit $State }

function Test-Alive { if ($Meter.Gone) { throw 'The server cannot be reached.' } }

# How each change begins and ends. "Once" refuses one of them; with "Gone" the server is away from then on; with "Lost" it is, after it did as it was told.
function Start-Change {
    Test-Alive
    $Meter.Changes++
    if ($Meter.FailAt -ne $Meter.Changes -or $Meter.Mode -eq 'Lost') { return }
    if ($Meter.Mode -eq 'Gone') { $Meter.Gone = $true }
    throw 'The change was refused.'
}

function Stop-Change { if ($Meter.FailAt -eq $Meter.Changes -and $Meter.Mode -eq 'Lost') { $Meter.Gone = $true; throw 'The answer was lost.' } }

function Stop-NotFound([string] $What) {
    $exception = New-Object Turnstone.Scripts.ManagementObjectNotFoundException -ArgumentList "The operation couldn't be performed because object '$What' couldn't be found."
    throw [System.Management.Automation.ErrorRecord]::new($exception, 'NotFound', [System.Management.Automation.ErrorCategory]::InvalidData, $null)
}

function ConvertTo-StubSize($Value) {
    $text = "$Value"
    if ($text -eq 'Unlimited') { return 'Unlimited' }
    if ($text -notmatch '^([0-9]+)(B|KB|MB|GB)$') { throw "Cannot convert value '$text' to type ByteQuantifiedSize." }
    $bytes = [int64] $Matches[1] * @{ B = 1; KB = 1KB; MB = 1MB; GB = 1GB }[$Matches[2]]
    if ($bytes -gt 2147483647) { throw "The value '$text' is out of range." }
    return "$bytes"
}

function Format-StubSize([string] $Bytes) {
    if ($Bytes -eq 'Unlimited') { return 'Unlimited' }
    $grouped = ([int64] $Bytes).ToString('N0', [System.Globalization.CultureInfo]::InvariantCulture).Replace(',', $Separator)
    return ('{0:0.###} MB ({1} bytes)' -f ([double] $Bytes / 1MB), $grouped)
}

function Find-StubMailbox([string] $Identity) {
    # As the real cmdlet does: an address, a name, an id, and a pattern as well.
    return @($State.Mailboxes | Where-Object { $_.Address -like $Identity -or $_.Guid -eq $Identity -or "CN=$($_.Address),DC=new,DC=example" -eq $Identity })
}

function Get-StubMailbox([string] $Identity) {
    $found = @(Find-StubMailbox $Identity)
    if ($found.Count -ne 1) { Stop-NotFound $Identity }
    return $found[0]
}

# Active Directory keeps the values of an attribute in no order.
function Join-StubList($Present, $Change) {
    if ($Change -is [System.Collections.IDictionary]) {
        foreach ($key in $Change.Keys) { if ('Add', 'Remove' -notcontains $key) { throw "'$key' is not Add or Remove." } }
        $kept = @($Present | Where-Object { -not $Change.Contains('Remove') -or @($Change.Remove) -notcontains $_ })
        if ($Change.Contains('Add')) { $kept += @($Change.Add) }
        return @($kept | Sort-Object)
    }
    return @($Change | Sort-Object)
}
