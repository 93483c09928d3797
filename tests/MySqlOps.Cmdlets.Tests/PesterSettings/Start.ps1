<#
Dot-source this in BeforeAll. It imports the module from the checkout and offers:
  Get-SharedServer     a running sandbox server that all files of a run share: leave it as you found it. Run.ps1 removes it
  Invoke-CleanPwsh     runs a script in a fresh pwsh and gives back the lines of its output
#>
Import-Module "$PSScriptRoot/../../../MySqlOps.psd1" -ErrorAction Stop

function Get-SharedServer {
    if (-not $global:MySqlOpsSharedServer) {
        # Short, because the server's socket stands below it.
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mop$PID"
        $global:MySqlOpsSharedServer = New-MySqlSandbox -Path $folder -ErrorAction Stop
    }
    $global:MySqlOpsSharedServer
}

function Invoke-CleanPwsh {
    param([Parameter(Mandatory)] [string] $Script)
    & ([Environment]::ProcessPath) -NoLogo -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; $Script"
    if ($LASTEXITCODE) { throw "The fresh pwsh ended with exit code $LASTEXITCODE." }
}
