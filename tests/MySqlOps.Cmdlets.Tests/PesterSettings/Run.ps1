<#
Runs the Pester suites of the module in this process and closes with one line for build.cs: "Pester counts: passed failed skipped".
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
$skipped = $result.SkippedCount + $result.InconclusiveCount
"Pester counts: $($result.PassedCount) $failed $skipped"
exit [int]($failed -gt 0)
