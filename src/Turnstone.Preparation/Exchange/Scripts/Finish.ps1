
Write-Host ''
Write-Host "$($Counts.Changed) changed, $($Counts.Same) as wanted already, $($Counts.Planned) would be changed, $($Faults.Count) failed."
if ($Counts.Changed + $Counts.Planned + $Faults.Count -eq 0) { Write-Host 'Nothing had to be changed.' }
Write-Faults 'What was changed stays changed and is in the record: mend the causes and run this again, or run the undo script.'
