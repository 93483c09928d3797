<#
Writes numbered rows one after another into cafe.ticks, to whichever of the servers takes them, until the file "stop" lies in the folder.
Returns the numbers of the rows that were acknowledged, and the longest pause between two of them.
#>
param([object[]] $Server, [string] $Folder, [string] $Module)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$script = Join-Path $Folder 'row.sql'
$acknowledged = [Collections.Generic.List[int]]::new()
$longest = [TimeSpan]::Zero
$clock = [Diagnostics.Stopwatch]::StartNew()
for ($number = 1; -not (Test-Path -LiteralPath "$Folder/stop"); $number++) {
    Set-Content -LiteralPath $script "INSERT INTO cafe.ticks VALUES ($number);"
    try {
        Import-MySqlDatabase $Server[0] $script | Out-Null
        if ($acknowledged.Count -and $clock.Elapsed -gt $longest) { $longest = $clock.Elapsed }
        $clock.Restart()
        $acknowledged.Add($number)
    }
    catch {
        # On to the next server: this one is gone, or takes no writes.
        $Server = @($Server | Select-Object -Skip 1) + $Server[0]
    }
}
[pscustomobject]@{ Server = $Server[0]; Acknowledged = $acknowledged; LongestPause = $longest }
