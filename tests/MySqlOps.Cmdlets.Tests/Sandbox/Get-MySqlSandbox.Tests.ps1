Describe 'Get-MySqlSandbox' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopg$PID"
        $server = New-MySqlSandbox -Path $folder -BasePort 25410 -ErrorAction Stop
    }

    AfterAll {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'shows the sandboxes in a folder and what they are doing' {
        $sandbox = Get-MySqlSandbox $folder

        $sandbox | Should -HaveCount 1
        $sandbox.State | Should -Be 'Running'
        $sandbox.Port | Should -Be $server.Port
        "$($sandbox.Server)" | Should -Be "$server"
        (Get-Process -Id $sandbox.ProcessId).Id | Should -Be $sandbox.ProcessId
        (Get-MySqlServer $sandbox).ServerUuid | Should -Be $sandbox.Uuid
    }

    It 'takes the folder of one' {
        (Get-MySqlSandbox (Join-Path $folder $server.Port)).Port | Should -Be $server.Port
    }

    It 'gives one error for each port without a sandbox' {
        $found = Get-MySqlSandbox $folder -Port 1, $server.Port, 2 -ErrorAction SilentlyContinue -ErrorVariable errors

        $found | Should -HaveCount 1
        $errors.FullyQualifiedErrorId | Should -Be (@('MySqlOps.SandboxMissing,MySqlOps.Cmdlets.Sandbox.GetMySqlSandboxCommand') * 2)
    }

    It 'shows nothing where nothing is' {
        Get-MySqlSandbox (Join-Path $folder 'nowhere') | Should -BeNullOrEmpty
    }

    It 'has a view with the state' {
        Get-MySqlSandbox $folder | Out-String -Width 200 | Should -Match "(?m)$($server.Port)\s+Running\s+\d+"
    }
}
