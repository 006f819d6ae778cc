
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$Caller = $PSCmdlet
$Record = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Record)
$Faults = New-Object System.Collections.ArrayList
$Entries = New-Object System.Collections.ArrayList
$Counts = @{ Changed = 0; Same = 0; Planned = 0; Left = 0 }

# What may stand in a record, each with a Read-... and a Write-... of its own below. The empty text means "not there", or "not set".
$Kinds = @('Account', 'Permission', 'ThrottlingPolicy', 'ThrottlingPolicyAssociation', 'ImpersonationScope', 'ImpersonationRole',
    'TransportLimit', 'ReceiveConnectorLimit', 'SendConnectorLimit', 'MailboxLimit', 'EwsSwitch', 'EwsAllowList', 'EwsBlockList')

function Read-Setting([string] $Kind, [string] $Target, [string] $Property) {
    if ($Kinds -ccontains $Kind) { return [string] (& "Read-$Kind" $Target $Property) }
    throw "The record speaks of '$Kind', which this script does not know."
}

function Write-Setting([string] $Kind, [string] $Target, [string] $Property, [string] $Value) {
    if ($Kinds -ccontains $Kind) { & "Write-$Kind" $Target $Property $Value | Out-Null; return }
    throw "The record speaks of '$Kind', which this script does not know."
}

function Format-Setting([string] $Value) {
    if ($Value -eq '') { return '(none)' }
    if ($Value -match '^[0-9]{4,}$') { return '{0} ({1:0.##} MB)' -f $Value, ([double] $Value / 1MB) }
    return $Value
}

function Add-Fault([string] $Where, $Problem) {
    $text = "${Where}: $Problem"
    $null = $Faults.Add($text)
    Write-Host "  FAILED   $text"
}

function Test-NotFound($Problem) {
    # The remote shell keeps the name of the exception as the reason, and nothing else of it.
    return $Problem.CategoryInfo.Reason -eq 'ManagementObjectNotFoundException'
}

# One line of JSON for what is about to be done, and one for what came of it. Lines are only ever added: what the first run found stays.
function Add-RecordLine($Line) {
    $text = (ConvertTo-Json -InputObject $Line -Compress) + "`r`n"
    [System.IO.File]::AppendAllText($Record, $text, (New-Object System.Text.UTF8Encoding -ArgumentList $false))
}

function Read-Record {
    if (-not (Test-Path -LiteralPath $Record)) { return }
    $content = [System.IO.File]::ReadAllText($Record)
    $byId = @{}
    $number = 0
    foreach ($text in ($content -split "`r?`n")) {
        $number++
        if ($text.Trim() -eq '') { continue }
        try {
            $line = ConvertFrom-Json -InputObject $text
            if ($line.state -eq 'begun') {
                $entry = @{ Id = [string] $line.id; State = 'begun'; Kind = [string] $line.kind; Target = [string] $line.target; Property = [string] $line.property
                    Label = [string] $line.label; Before = [string] $line.before; After = [string] $line.after }
                $byId[$entry.Id] = $entry
                $null = $Entries.Add($entry)
            }
            else {
                $entry = $byId[[string] $line.id]
                $entry.State = [string] $line.state
                if ($line.state -eq 'done') { $entry.After = [string] $line.after }
            }
        }
        catch {
            # A change is written down before it is made: what was cut off here was never done.
            Write-Warning "Line $number of $Record cannot be read and is passed over."
        }
    }

    if ($content -ne '' -and -not $content.EndsWith("`n")) { [System.IO.File]::AppendAllText($Record, "`r`n") }
}

function Get-RecordedValue([string] $Kind, [string] $Target, [string] $Property) {
    $value = ''
    foreach ($entry in $Entries) {
        if ($entry.State -eq 'done' -and $entry.Kind -eq $Kind -and $entry.Target -eq $Target -and $entry.Property -eq $Property) { $value = $entry.After }
    }
    return $value
}

# "150 MB (157,286,400 bytes)": the digits between the brackets count, whatever this language puts between them.
function ConvertTo-Bytes($Size) {
    $text = "$Size".Trim()
    if ($text -eq '') { return '' }
    if ($text -eq 'Unlimited') { return 'Unlimited' }
    if ($text -match '\(([^)]*[0-9][^)]*)\)') { return ($Matches[1] -replace '[^0-9]', '') }
    if ($text -match '^[0-9]+$') { return $text }
    throw "'$text' is not a size this script can read."
}

function ConvertTo-Size([string] $Bytes) {
    if ($Bytes -eq '') { return $null }
    if ($Bytes -eq 'Unlimited') { return 'Unlimited' }
    return $Bytes + 'B'
}

function Write-Faults([string] $Advice) {
    if ($Faults.Count -eq 0) { return }
    Write-Host ''
    Write-Host "$($Faults.Count) failed:"
    foreach ($fault in $Faults) { Write-Host "  $fault" }
    throw "$($Faults.Count) failed, as listed above. $Advice"
}
