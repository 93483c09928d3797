Describe 'Stop-MySqlSandbox' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mops$PID"
        $server = New-MySqlSandbox -Path $folder -BasePort 25610 -ErrorAction Stop
        $log = Join-Path $folder $server.Port 'mysqld.log'
    }

    BeforeEach {
        Start-MySqlSandbox -Path $folder
        Clear-Content $log
    }

    AfterAll {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'lets the server shut down' {
        $stopped = $server | Stop-MySqlSandbox -PassThru

        $stopped.State | Should -Be 'Stopped'
        $stopped.ProcessId | Should -BeNullOrEmpty
        Get-Content $log -Raw | Should -Match 'Shutdown complete'
    }

    It 'ends the process at once with -Force' {
        $id = (Get-MySqlSandbox $folder).ProcessId
        Stop-MySqlSandbox -Path $folder -Force

        Wait-For { -not (Get-Process -Id $id -ErrorAction Ignore) }
        Get-Content $log -Raw | Should -Not -Match 'Shutdown complete'
    }

    It 'stops nothing with -WhatIf' {
        Stop-MySqlSandbox -Path $folder -WhatIf
        (Get-MySqlSandbox $folder).State | Should -Be 'Running'
    }

    It 'says so where there is no sandbox' {
        Stop-MySqlSandbox (Join-Path $folder 'elsewhere') -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors.FullyQualifiedErrorId | Should -Be 'MySqlOps.SandboxMissing,MySqlOps.Cmdlets.Sandbox.StopMySqlSandboxCommand'
    }
}
