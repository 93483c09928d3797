<#
Runs the Pester suites of the module in this process and closes with lines for build.cs: "Pester failed: name" for each, and
"Pester counts: passed failed skipped".
  -Path     one file or folder of tests; all of them unless told
  -Filter   a part of a test's full name
#>
param([string] $Path = (Split-Path $PSScriptRoot), [string] $Filter)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'Plaintext'
$configuration.Output.CIFormat = 'None'
if ($Filter) { $configuration.Filter.FullName = "*$Filter*" }

try {
    $result = Invoke-Pester -Configuration $configuration
}
finally {
    if ($global:MySqlOpsSharedServer) {
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mop$PID"
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }
}

# A file that can't be read, or a block whose set-up fails, may leave no failed test behind: it counts as one.
$failed = $result.FailedCount + $result.FailedContainersCount
if ($failed -eq 0 -and ($result.Result -ne 'Passed' -or $result.FailedBlocksCount -gt 0)) { $failed = 1 }
foreach ($test in $result.Failed) { "Pester failed: $($test.ExpandedPath): $(("$($test.ErrorRecord[0])" -split "`n")[0])" }
foreach ($container in $result.FailedContainers) { "Pester failed: $($container.Item)" }
foreach ($block in $result.FailedBlocks) { "Pester failed: $($block.ExpandedPath), as a whole: $(("$($block.ErrorRecord[0])" -split "`n")[0])" }
$skipped = $result.SkippedCount + $result.InconclusiveCount
"Pester counts: $($result.PassedCount) $failed $skipped"
exit [int]($failed -gt 0)
