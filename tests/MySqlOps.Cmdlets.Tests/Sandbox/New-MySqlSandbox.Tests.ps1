Describe 'New-MySqlSandbox' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopn$PID"
    }

    AfterEach {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'returns a server for each sandbox that other cmdlets take' {
        $servers = New-MySqlSandbox -Count 2 -Path $folder -BasePort 25310

        $servers | Should -HaveCount 2
        $servers.Port | Select-Object -Unique | Should -HaveCount 2
        ($servers | Get-MySqlServer).ServerUuid | Select-Object -Unique | Should -HaveCount 2
        $servers[0].Source | Should -Be (Join-Path $folder $servers[0].Port 'root.cnf[client]')
    }

    It 'takes options with switches, lists, numbers and nothing' {
        $server = New-MySqlSandbox -Path $folder -Option @{ event_scheduler = $false; sql_mode = 'ANSI_QUOTES', 'PIPES_AS_CONCAT'; max_connections = 77; 'skip-log-bin' = $null }

        $changed = @{}
        (Get-MySqlServer $server).ChangedVariables | ForEach-Object { $changed[$_.Name] = $_.Value }
        $changed.event_scheduler | Should -Be 'OFF'
        $changed.sql_mode | Should -Be 'PIPES_AS_CONCAT,ANSI_QUOTES'
        $changed.max_connections | Should -Be '77'
        (Get-MySqlServer $server).BinaryLogFile | Should -BeNullOrEmpty
    }

    It 'starts at the location of PowerShell, not of the process' {
        Push-Location ([IO.Path]::GetTempPath())
        try {
            $server = New-MySqlSandbox -Path ".$([IO.Path]::DirectorySeparatorChar)mopn$PID"
            $server.Source | Should -BeLike "$folder*"
        }
        finally {
            Pop-Location
        }
    }

    It 'makes nothing with -WhatIf' {
        New-MySqlSandbox -Path $folder -WhatIf | Should -BeNullOrEmpty
        Test-Path $folder | Should -BeFalse
    }

    It 'ends with mysqld''s own words about a wrong option' {
        { New-MySqlSandbox -Path $folder -Option @{ no_such_option = 1 } -ErrorAction Stop } | Should -Throw '*no_such_option=1*' -ErrorId 'MySqlOps.SandboxOptionInvalid,*'
        Get-ChildItem $folder -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'ends with an error about a mysqld that is none' {
        $ErrorActionPreference = 'Stop'
        { New-MySqlSandbox -Path $folder -MySqld ([Environment]::ProcessPath) } | Should -Throw -ErrorId 'MySqlOps.SandboxServerUnusable,*'
    }

    It 'leaves nothing half-made when Select-Object has enough' {
        New-MySqlSandbox -Count 5 -Path $folder | Select-Object -First 1 | Should -HaveCount 1

        # One that was ready when the first was taken may be there, and is whole.
        $left = @(Get-MySqlSandbox $folder)
        $left.State | Select-Object -Unique | Should -Be 'Running'
        $left.Count | Should -BeLessThan 5
        Get-ChildItem $folder | Should -HaveCount $left.Count
    }

    It 'shows the password in no stream' {
        $said = New-MySqlSandbox -Path $folder -Verbose *>&1
        $server = $said | Where-Object { $_.GetType().Name -eq 'MySqlServer' }
        $password = (Get-Content (Join-Path $folder $server.Port 'root.cnf') | Select-String '^password=(.*)').Matches.Groups[1].Value

        $password.Length | Should -BeGreaterOrEqual 24
        $said.Count | Should -BeGreaterThan 1
        ($said | Out-String) + ($server | Format-List * | Out-String) + ($server | ConvertTo-Json -Depth 5) | Should -Not -Match $password
    }
}
