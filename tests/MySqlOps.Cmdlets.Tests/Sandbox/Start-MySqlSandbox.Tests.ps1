Describe 'Start-MySqlSandbox' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopb$PID"
        $server = New-MySqlSandbox -Path $folder -BasePort 25510 -ErrorAction Stop
    }

    BeforeEach {
        Stop-MySqlSandbox -Path $folder -Force
    }

    AfterAll {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'starts the sandbox that a server is' {
        $started = $server | Start-MySqlSandbox -PassThru

        $started.State | Should -Be 'Running'
        (Get-MySqlServer $server).ServerUuid | Should -Be $started.Uuid
    }

    It 'takes sandboxes from the pipeline and returns nothing' {
        Get-MySqlSandbox $folder | Start-MySqlSandbox | Should -BeNullOrEmpty
        (Get-MySqlSandbox $folder).State | Should -Be 'Running'
    }

    It 'takes path and port' {
        (Start-MySqlSandbox -Path $folder -Port $server.Port -PassThru).State | Should -Be 'Running'
    }

    It 'starts nothing with -WhatIf' {
        Start-MySqlSandbox -Path $folder -WhatIf
        (Get-MySqlSandbox $folder).State | Should -Be 'Stopped'
    }

    It 'goes on after an error about one' {
        $started = Start-MySqlSandbox -Path $folder -Port 1, $server.Port -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors

        $started.State | Should -Be 'Running'
        $errors.FullyQualifiedErrorId | Should -Be 'MySqlOps.SandboxMissing,MySqlOps.Cmdlets.Sandbox.StartMySqlSandboxCommand'
    }

    It 'starts a server that outlives its PowerShell' {
        Invoke-CleanPwsh "Import-Module '$PSScriptRoot/../../../MySqlOps.psd1'; Start-MySqlSandbox -Path '$folder'"
        (Get-MySqlServer $server).Uptime | Should -BeLessThan ([timespan]::FromMinutes(5))
    }
}
