#Requires -Version 7.6
<#
.SYNOPSIS
Shows what MySqlOps does, on real servers that it brings up and takes away again.
.DESCRIPTION
Every step prints a command line as you would type it, runs that very line, and shows what comes of it.
Ends with exit code 0, or with 1 and the name of the step that failed. Whatever happens, the servers and their folder are removed.
.PARAMETER Sample
SQL files to load, in this order, or folders with SQL files (in a folder, *schema*.sql goes first). The shop beside this script unless told.
.PARAMETER Path
The folder in which the tour makes its own folder. The one for temporary files unless told.
.PARAMETER Keep
Leaves the servers running, and says how to remove them.
.PARAMETER NoColor
Writes no colours; so does the environment variable NO_COLOR.
.EXAMPLE
./samples/tour.ps1
.EXAMPLE
pwsh -NoProfile -File samples/tour.ps1 --sample schema.sql data.sql
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    [string[]] $Sample = "$PSScriptRoot/shop",
    [string] $Path = [IO.Path]::GetTempPath(),
    [switch] $Keep,
    [switch] $NoColor,
    # A shell's "--sample a.sql b.sql" binds only the first file to -Sample.
    [Parameter(ValueFromRemainingArguments)] [string[]] $MoreSamples
)

$isPlain = $NoColor -or $env:NO_COLOR -or [Console]::IsOutputRedirected
$PSStyle.OutputRendering = $isPlain ? 'PlainText' : 'Ansi'
$PSNativeCommandUseErrorActionPreference = $false

function Write-Line([string] $Text, [string] $Style) {
    Write-Host ($isPlain -or -not $Style ? $Text : "$Style$Text$($PSStyle.Reset)")
}

function Get-SampleFile([string[]] $Name) {
    foreach ($one in $Name) {
        if (Test-Path -LiteralPath $one -PathType Container) {
            $found = Get-ChildItem -LiteralPath $one -Filter *.sql | Sort-Object { $_.Name -notlike '*schema*' }, Name
            if (-not $found) { throw "There is no .sql file in the folder $one." }
            $found.FullName
        }
        elseif (Test-Path -LiteralPath $one -PathType Leaf) { Convert-Path -LiteralPath $one }
        else { throw "There is no file or folder $one." }
    }
}

# A path as one would type it here: relative where that is shorter, quoted where it must be.
function Get-TypedPath([string] $Full) {
    $relative = [IO.Path]::GetRelativePath((Get-Location).ProviderPath, $Full)
    if (-not $relative.StartsWith('.')) { $relative = "./$relative" }
    $typed = $relative.Length -lt $Full.Length ? $relative : $Full
    $typed -match '^[\w./\\:~+-]+$' ? $typed : "'$($typed -replace "'", "''")'"
}

# The text of Run is what is printed, and what is run. "Fails" says that the step is there to show an error.
function Get-Step([string] $Manifest, [string] $Folder, [string[]] $File) {
    @{
        Title = 'Take the module'
        Run   = "Import-Module $(Get-TypedPath $Manifest)"
    }
    @{
        Title = 'Bring up two servers of your own'
        Run   = "`$folder = '$($Folder -replace "'", "''")'`n`$source, `$target = New-MySqlSandbox -Path `$folder -Count 2 -Option @{ local_infile = `$true }"
    }
    @{
        Title = 'See what runs there'
        Run   = { Get-MySqlSandbox $folder }
    }
    foreach ($one in $File) {
        @{
            Title = "Load $(Split-Path $one -Leaf)"
            Run   = "Import-MySqlDatabase `$source $(Get-TypedPath $one) -WarningAction SilentlyContinue"
        }
    }
    @{
        Title = 'Ask the server about itself'
        Run   = { Get-MySqlServer $source }
    }
    @{
        Title = 'How much disk does each database take?'
        Run   = { Get-MySqlDiskUsage $source }
    }
    @{
        Title = 'Which ten tables take the most?'
        Run   = {
            Get-MySqlDiskUsage $source -Table |
                Sort-Object FileBytes -Descending -Top 10
        }
    }
    @{
        Title = 'What else takes room on that disk?'
        Run   = { Get-MySqlDiskUsage $source -All }
    }
    @{
        Title = 'And all in all?'
        Run   = { Get-MySqlDiskUsage $source -All -Summary }
    }
    @{
        Title = 'They are objects: which tables have the most index for their rows?'
        Run   = {
            Get-MySqlDiskUsage $source -Table | Where-Object RowCount -gt 0 |
                Sort-Object { $_.IndexBytes / $_.RowCount } -Descending -Top 5 |
                Format-Table Name, RowCount, DataBytes, IndexBytes
        }
    }
    @{
        Title = 'Export it all, as of one point in time'
        Run   = { $export = Export-MySqlDatabase $source "$folder/export"; $export }
    }
    @{
        Title = 'Look at the import before it is done'
        Run   = { Import-MySqlDatabase $target "$folder/export" -Table *order* -WhatIf }
    }
    @{
        Title = 'Import it into the other server'
        Run   = { $export | Import-MySqlDatabase $target }
    }
    @{
        Title = 'Prove the files, and that they can be restored, row by row'
        Run   = { $export | Test-MySqlExport -Deep -WarningAction SilentlyContinue }
    }
    @{
        Title = 'Do the servers differ? Only in what the import has named'
        Run   = { Compare-MySqlDatabase $source $target -Summary }
    }
    @{
        Title = 'Somebody changes the copy: a row, a column, a function'
        Run   = "Import-MySqlDatabase `$target $(Get-TypedPath "$PSScriptRoot/cafe/changes.sql") | Format-List Origin, Statements"
    }
    @{
        Title = 'What differs now, and what would put it right?'
        Run   = { Compare-MySqlDatabase $source $target cafe }
    }
    @{
        Title = 'Look at what would be done'
        Run   = { Compare-MySqlDatabase $source $target cafe | Sync-MySqlDatabase -AllowDestructive -WhatIf }
    }
    @{
        Title = 'Do it'
        Run   = { Compare-MySqlDatabase $source $target cafe | Sync-MySqlDatabase -AllowDestructive -Force }
    }
    @{
        Title = 'And now?'
        Run   = { Compare-MySqlDatabase $source $target cafe -Quiet }
    }
    @{
        Title = 'Three more servers: one with the café, and two that are to be its replicas'
        Run   = "`$primary, `$one, `$two = New-MySqlSandbox -Path `$folder -Count 3`nImport-MySqlDatabase `$primary $(Get-TypedPath "$PSScriptRoot/cafe/cafe.sql") | Out-Null"
    }
    @{
        Title = 'The first is cloned from the source, and a row is sent through'
        Run   = { $first = New-MySqlReplication $primary $one -Provision Clone -TestWrite; $first }
    }
    @{
        Title = 'The second is filled by export and import'
        Run   = { New-MySqlReplication $primary $two -Provision Export -ReplicationCredential $first.Credential }
    }
    @{
        Title = 'Who follows whom?'
        Run   = { Get-MySqlTopology $primary, $one, $two }
    }
    @{
        Title = 'The same as a picture'
        Run   = { Get-MySqlTopology $primary, $one, $two | Export-MySqlTopology "$folder/topology.svg" | Format-List Name, Length }
    }
    @{
        Title = 'Somebody breaks the second replica: a row is lost there, and then changed at the source'
        Run   = "Import-MySqlDatabase `$two $(Get-TypedPath "$PSScriptRoot/cafe/lost.sql") -AllowReplica -SkipBinLog | Out-Null`nImport-MySqlDatabase `$primary $(Get-TypedPath "$PSScriptRoot/cafe/news.sql") | Out-Null`nStart-Sleep 1"
    }
    @{
        Title = 'How do the replicas do?'
        Run   = { Get-MySqlReplicaStatus $primary, $one, $two | Format-List Server, Health, Reasons }
    }
    @{
        Title = 'Skip the transaction that stops it, and let it go on'
        Run   = { Skip-MySqlTransaction $two -Blocking -Start -Confirm:$false -PassThru -WarningAction SilentlyContinue }
    }
    @{
        Title = 'Are the rows of the replicas those of the source?'
        Run   = { Test-MySqlReplicaData $primary $one, $two -Database cafe }
    }
    @{
        Title = 'They are not: clone the second anew'
        Run   = {
            New-MySqlReplication $primary $two -Provision Clone -ReplicationCredential $first.Credential -Force -Confirm:$false -WarningAction SilentlyContinue |
                Format-List Server, IsRunning, Provision
            Test-MySqlReplicaData $primary $one, $two -Database cafe -Quiet
        }
    }
    @{
        Title = 'And make the first replica the primary'
        Run   = { Invoke-MySqlSwitchover $primary -Replica $one, $two -NewPrimary $one -Confirm:$false }
    }
    @{
        Title = 'Who follows whom now?'
        Run   = { Get-MySqlTopology $one, $primary, $two }
    }
    @{
        Title = 'From now on a commit waits until a replica has it, so that nothing that was acknowledged can be lost'
        Run   = "New-MySqlReplication `$one `$primary, `$two -SemiSync -ReplicationCredential `$first.Credential | Format-Table Server, IsRunning`nImport-MySqlDatabase `$one $(Get-TypedPath "$PSScriptRoot/cafe/ticks.sql") | Out-Null"
    }
    @{
        Title = 'A monitor watches, and somebody writes all the time'
        Run   = "`$monitor = Start-ThreadJob { Import-Module `$using:manifest; Start-MySqlFailover `$using:one `$using:primary, `$using:two }`n" +
            "while (-not (`$monitor | Receive-Job -Keep | Where-Object Kind -eq LeaseTaken)) { Start-Sleep 0.1 }`n" +
            "`$writer = Start-ThreadJob -FilePath $(Get-TypedPath "$PSScriptRoot/cafe/writer.ps1") -ArgumentList (`$one, `$primary, `$two), `$folder, `$manifest`nStart-Sleep 5"
    }
    @{
        Title = 'The primary is killed'
        Run   = {
            Get-MySqlSandbox $folder | Where-Object Port -eq $one.Port | ForEach-Object { Stop-Process -Id $_.ProcessId -Force }
            while (-not ($monitor | Receive-Job -Keep | Where-Object Kind -in FailoverCompleted, FailoverFailed, Refused)) { Start-Sleep 0.1 }
        }
    }
    @{
        Title = 'What has the monitor done?'
        Run   = { $monitor | Receive-Job -Keep | Where-Object Kind -notin Step, LeaseTaken | Format-Table @{ Name = 'At'; Expression = { '{0:HH:mm:ss.fff}' -f $_.At } }, Kind, Message -Wrap }
    }
    @{
        Title = 'For how long could the writer not write, and is a row lost that was acknowledged?'
        Run   = {
            Start-Sleep 3; $null = New-Item "$folder/stop"; $wrote = $writer | Receive-Job -Wait
            Export-MySqlDatabase $wrote.Server "$folder/ticks" -Database cafe -Table ticks -Format Csv | Out-Null
            $there = @(Get-Content "$folder/ticks/cafe.ticks.csv")
            [pscustomobject]@{
                NewPrimary   = $wrote.Server
                Acknowledged = $wrote.Acknowledged.Count
                Lost         = @($wrote.Acknowledged | Where-Object { "$_" -notin $there }).Count
                LongestPause = '{0:0.0} s' -f $wrote.LongestPause.TotalSeconds
            } | Format-List
        }
    }
    @{
        Title = 'It starts again: what becomes of it?'
        Run   = {
            Get-MySqlSandbox $folder | Where-Object Port -eq $one.Port | Start-MySqlSandbox | Out-Null
            while (-not ($monitor | Receive-Job -Keep | Where-Object Kind -in MemberRejoined, MemberKept)) { Start-Sleep 0.1 }
            $monitor | Receive-Job -Keep | Select-Object -Last 1 | Format-List Kind, Message
            $monitor | Stop-Job
        }
    }
    @{
        Title = 'A server that does not answer is one error; the others answer'
        Fails = $true
        Run   = { 'root@127.0.0.1:1', $source | Get-MySqlServer }
    }
    @{
        Title = 'What the error knows'
        Run   = {
            $Error[0] |
                Format-List FullyQualifiedErrorId, CategoryInfo, TargetObject -Force
            $Error[0].ErrorDetails.RecommendedAction
        }
    }
}

$clock = [Diagnostics.Stopwatch]::StartNew()
$step = @{ Title = 'Find the samples and the module' }
$number = 0
$folder = $failure = $monitor = $writer = $null
$isDone = $false

try {
    $files = @(Get-SampleFile (@(@($Sample) + @($MoreSamples)) -split ',' -ne '')) + (Convert-Path -LiteralPath "$PSScriptRoot/cafe/cafe.sql")
    if (-not (Test-Path -LiteralPath "$PSScriptRoot/../bin/MySqlOps.Cmdlets.dll")) {
        throw 'The module is not built yet. Build it with: dotnet run build.cs -- build'
    }
    $manifest = Convert-Path -LiteralPath "$PSScriptRoot/../MySqlOps.psd1"
    $folder = Join-Path (Convert-Path -LiteralPath $Path -ErrorAction Stop) "mysqlops-tour-$PID"

    foreach ($step in Get-Step $manifest $folder $files) {
        $number++
        $lines = $step.Run.ToString().Trim("`r", "`n").TrimEnd() -split '\r?\n'
        $indent = [regex]::Match($lines[0], '^ *').Length
        $lines = @($lines -replace "^ {0,$indent}")
        Write-Line "$number. $($step.Title)" ($PSStyle.Bold + $PSStyle.Foreground.Cyan)
        $lines | ForEach-Object { Write-Line "$($_ -match '^ ' ? '    ' : 'PS> ')$_" $PSStyle.Foreground.Yellow }

        # The line is run in this scope, as at a prompt: what it assigns is there for the next one.
        $errors = [Collections.Generic.List[object]]::new()
        $LASTEXITCODE = 0
        $output = . ([scriptblock]::Create($lines -join "`n")) 2>&1 | ForEach-Object {
            if ($_ -is [Management.Automation.ErrorRecord]) { $errors.Add($_) }
            $_ -is [Management.Automation.ErrorRecord] ? ($_ | Out-String).TrimEnd() : $_
        } | Out-String
        if ($LASTEXITCODE -ne 0) { throw "$($errors -join ' ') (exit code $LASTEXITCODE)" }
        if ($errors -and -not $step.Fails) { throw $errors[0] }
        if ($step.Fails -and -not $errors) { throw 'It was to show an error, and there was none.' }
        if ($output.Trim()) { Write-Line $output.Trim("`r", "`n") }
        Write-Line
    }
    $isDone = $true
}
catch {
    $failure = $_
}
finally {
    # Ctrl+C comes here too.
    $monitor, $writer | Where-Object { $_ } | Remove-Job -Force
    $isKept = $Keep -and $isDone
    $left = @()
    if (-not $isKept -and $folder -and (Test-Path -LiteralPath $folder)) {
        $servers = @((Get-MySqlSandbox $folder).ProcessId | Where-Object { $_ } | ForEach-Object { Get-Process -Id $_ -ErrorAction Ignore })
        Remove-MySqlSandbox -Path $folder -Confirm:$false -ErrorAction Continue
        'export', 'topology.svg', 'ticks', 'row.sql', 'stop' | ForEach-Object { Remove-Item -LiteralPath (Join-Path $folder $_) -Recurse -Force -ErrorAction Ignore }
        if (-not (Get-ChildItem -LiteralPath $folder -Force)) { Remove-Item -LiteralPath $folder }
        if (Test-Path -LiteralPath $folder) { $left += "the folder $folder" }
        $left += @($servers | Where-Object { -not $_.WaitForExit(5000) } | ForEach-Object { "the process $($_.Id)" })
    }

    $where = $number ? "step $number, `"$($step.Title)`"" : "`"$($step.Title)`""
    if ($failure) { Write-Line "The tour failed in ${where}: $failure" $PSStyle.Foreground.Red }
    elseif (-not $isDone) { Write-Line "The tour was stopped in $where." $PSStyle.Foreground.Red }
    if ($left) { Write-Line "Left behind: $($left -join ', ')." $PSStyle.Foreground.Red }
    if ($isKept) { Write-Line "The servers still run. Remove them with: Remove-MySqlSandbox -Path $(Get-TypedPath $folder) -Confirm:`$false" }
    $end = $left -or $isKept ? '' : ' Nothing was left behind: no folder, no process.'
    Write-Line "$($isDone ? 'Done' : 'Ended') after $($clock.Elapsed.TotalSeconds.ToString('0.0', [cultureinfo]::InvariantCulture)) s.$end"
    if ($left -or -not $isDone) { exit 1 }
}
