
# Brings one setting to a value: shows what it is and what it becomes, writes that down, does it, and writes down what came of it.
function Set-Value {
    param([string] $Kind, [string] $Target, [string] $Property, [string] $After, [string] $Label, [switch] $OnlyIfAbsent, [switch] $Quiet)

    $before = Read-Setting $Kind $Target $Property
    $isOurs = $OnlyIfAbsent -and $before -ne '' -and $before -eq (Get-RecordedValue $Kind $Target $Property)
    if ($before -eq $After -or $isOurs) {
        Write-Same $Label $before -Quiet:$Quiet
        return
    }
    if ($OnlyIfAbsent -and $before -ne '') { throw "$Label is there already, as '$before' where '$After' is wanted. It is somebody else's and is left alone: have the script written with another name." }

    if (-not $Caller.ShouldProcess($Label, "Change from $(Format-Setting $before) to $(Format-Setting $After)")) {
        $Counts.Planned++
        return
    }

    $id = [guid]::NewGuid().ToString()
    Add-RecordLine ([ordered] @{ id = $id; state = 'begun'; at = (Get-Date).ToUniversalTime().ToString('yyyy-MM-dd HH:mm:ss') + ' UTC'
            kind = $Kind; target = $Target; property = $Property; label = $Label; before = $before; after = $After })
    try { Write-Setting $Kind $Target $Property $After }
    catch {
        # Whether it was done after all is asked, not guessed. Where nobody answers it stays in doubt, and undoing looks at it again.
        $problem = $_
        $now = $null
        try { $now = Read-Setting $Kind $Target $Property } catch { $now = $null }
        if ($null -ne $now -and $now -eq $before) { Add-RecordLine ([ordered] @{ id = $id; state = 'failed' }) }
        if ($null -ne $now -and $now -ne $before) { Add-RecordLine ([ordered] @{ id = $id; state = 'done'; after = $now }) }
        throw $problem
    }

    # As Exchange keeps it, which may be another way of writing it. A domain controller that has not heard yet still tells the old value.
    $now = Read-Setting $Kind $Target $Property
    if ($now -eq $before) { $now = $After }
    Add-RecordLine ([ordered] @{ id = $id; state = 'done'; after = $now })
    $Counts.Changed++
    Write-Host "  changed  ${Label}: $(Format-Setting $before) -> $(Format-Setting $now)"
}

function Write-Same([string] $Label, [string] $Value, [switch] $Quiet) {
    $Counts.Same++
    if (-not $Quiet) { Write-Host "  same     ${Label}: $(Format-Setting $Value)" }
}

# Limits are raised, never lowered.
function Set-Limit([string] $Kind, [string] $Target, [string] $Property, [string] $Label, [string] $Current, [switch] $Quiet) {
    if ($Current -eq 'Unlimited' -or ($Current -ne '' -and [int64] $Current -ge $MessageSize)) { Write-Same $Label $Current -Quiet:$Quiet }
    else { Set-Value -Kind $Kind -Target $Target -Property $Property -After "$MessageSize" -Label $Label }
}

function Invoke-Step([string] $Title, [scriptblock] $Work, [switch] $NeedsAccount) {
    Write-Host ''
    Write-Host "== $Title"
    try {
        if ($NeedsAccount -and $WhatIfPreference -and $CreateAccount -and $null -eq (Find-Mailbox $AccountAddress)) {
            Write-Host "  not yet  $AccountAddress would be created first."
            return
        }
        & $Work
    }
    catch { Add-Fault $Title $_ }
}

# Goes through mailboxes; one that fails is told and stops no other.
function Invoke-ForMailboxes([string] $Activity, [scriptblock] $Work) {
    $all = @(Get-Targets)
    $number = 0
    $sameBefore = $Counts.Same
    foreach ($mailbox in $all) {
        $number++
        Write-Progress -Activity $Activity -Status "$number of $($all.Count): $($mailbox.Address)" -PercentComplete (100 * $number / $all.Count)
        try { & $Work $mailbox } catch { Add-Fault $mailbox.Address $_ }
    }
    Write-Progress -Activity $Activity -Completed
    Write-Host "  $($all.Count) mailboxes looked at, $($Counts.Same - $sameBefore) settings were as wanted already."
}

# The mailboxes to migrate into, looked up once; the account itself is none of them.
$Targets = $null
function Get-Targets {
    if ($null -eq $script:Targets) {
        $found = New-Object System.Collections.ArrayList
        if ($AllMailboxes) {
            $kindsOfMailbox = 'UserMailbox', 'LinkedMailbox', 'SharedMailbox', 'RoomMailbox', 'EquipmentMailbox'
            foreach ($mailbox in @(Get-Mailbox -ResultSize Unlimited -RecipientTypeDetails $kindsOfMailbox -ErrorAction Stop)) { $null = $found.Add($mailbox) }
        }
        else {
            foreach ($address in $Mailboxes) {
                try {
                    $mailbox = Find-Mailbox $address
                    if ($null -eq $mailbox) { throw 'There is no mailbox with this address. Create it, or take it off the list.' }
                    $null = $found.Add($mailbox)
                }
                catch { Add-Fault $address $_ }
            }
        }
        $script:Targets = @($found | Where-Object { "$($_.PrimarySmtpAddress)" -ne $AccountAddress } | ForEach-Object {
                New-Object PSObject -Property @{ Guid = "$($_.Guid)"; Address = "$($_.PrimarySmtpAddress)"
                    MaxSendSize = ConvertTo-Bytes $_.MaxSendSize; MaxReceiveSize = ConvertTo-Bytes $_.MaxReceiveSize }
            })
    }
    return $script:Targets
}

$Account = $null
function Get-Account {
    if ($null -eq $script:Account) { $script:Account = Find-Mailbox $AccountAddress }
    if ($null -eq $script:Account) { throw "There is no account $AccountAddress, so nothing can be given to it." }
    return $script:Account
}

Read-Record
Write-Host "What is changed is written to $Record. Keep it: the undo script goes by it."
