
function New-ServiceAccount { throw 'An account is never created by undoing.' }

Read-Record
if ($Entries.Count -eq 0) { Write-Host "There is nothing to undo: $Record holds no change."; return }

# From the last change to the first, so that what was changed twice comes back to what the first run found.
$wouldBe = @{}
$leftAlone = @{}
for ($i = $Entries.Count - 1; $i -ge 0; $i--) {
    $entry = $Entries[$i]
    if ($entry.State -eq 'undone' -or $entry.State -eq 'failed') { continue }
    if ($entry.Kind -eq 'Account' -and $KeepAccount) { Write-Host "  kept     $($entry.Label)"; $Counts.Left++; continue }
    Write-Progress -Activity 'Undoing' -Status $entry.Label -PercentComplete (100 * ($Entries.Count - $i) / $Entries.Count)
    $key = "$($entry.Kind)|$($entry.Target)|$($entry.Property)"
    if ($leftAlone.ContainsKey($key)) { continue }
    try {
        $now = if ($wouldBe.ContainsKey($key)) { $wouldBe[$key] } else { Read-Setting $entry.Kind $entry.Target $entry.Property }
        if ($now -eq $entry.Before) {
            $Counts.Same++
            Write-Host "  same     $($entry.Label): $(Format-Setting $now)"
            if (-not $WhatIfPreference) { Add-RecordLine ([ordered] @{ id = $entry.Id; state = 'undone' }) }
            continue
        }
        if ($now -ne $entry.After -and -not $Force) {
            $Counts.Left++
            $leftAlone[$key] = $true
            $story = if ($entry.State -eq 'begun') { 'was being changed when the run ended' } else { 'was changed by somebody else since' }
            Write-Warning "$($entry.Label) ${story}: it is $(Format-Setting $now), we left $(Format-Setting $entry.After), before us it was $(Format-Setting $entry.Before). It is left alone; -Force would set it back."
            continue
        }
        if (-not $Caller.ShouldProcess($entry.Label, "Change from $(Format-Setting $now) back to $(Format-Setting $entry.Before)")) {
            $Counts.Planned++
            $wouldBe[$key] = $entry.Before
            continue
        }

        Write-Setting $entry.Kind $entry.Target $entry.Property $entry.Before
        Add-RecordLine ([ordered] @{ id = $entry.Id; state = 'undone' })
        $Counts.Changed++
        Write-Host "  undone   $($entry.Label): $(Format-Setting $now) -> $(Format-Setting $entry.Before)"
    }
    catch { Add-Fault $entry.Label $_ }
}
Write-Progress -Activity 'Undoing' -Completed

Write-Host ''
Write-Host "$($Counts.Changed) undone, $($Counts.Same) were as before already, $($Counts.Planned) would be undone, $($Counts.Left) left alone, $($Faults.Count) failed."
Write-Faults 'Mend the causes and run this again: what is undone is in the record and is not touched twice.'
