Describe 'Invoke-MySqlFailover' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopsfo$PID"
        $option = @{ innodb_use_native_aio = 0; innodb_flush_log_at_trx_commit = 2; sync_binlog = 0 }
        $primary, $first, $second = New-MySqlSandbox -Path $folder -BasePort 25710 -Count 3 -Option $option -ErrorAction Stop
        Invoke-TestSql $primary "CREATE USER repl@'127.0.0.1' IDENTIFIED BY 'repl-Pw-1'; GRANT REPLICATION SLAVE ON *.* TO repl@'127.0.0.1'; CREATE DATABASE app"
        foreach ($replica in $first, $second) {
            Invoke-TestSql $replica "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = $($primary.Port), SOURCE_USER = 'repl', SOURCE_PASSWORD = 'repl-Pw-1', SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1, SOURCE_HEARTBEAT_PERIOD = 1, SOURCE_CONNECT_RETRY = 1; START REPLICA; SET GLOBAL super_read_only = ON"
        }
    }

    AfterAll {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'leaves a primary that lives to Invoke-MySqlSwitchover' {
        { Invoke-MySqlFailover $primary -Replica $first, $second -Force } | Should -Throw -ErrorId 'MySqlOps.FailoverPrimaryAlive,*'
    }

    It 'knows no promotion rule but its own' {
        { Invoke-MySqlFailover $primary -Replica $first -PromotionRule @{ 'db:1' = 'Sometimes' } -Force } | Should -Throw
    }

    Context 'the primary is gone' {
        BeforeAll {
            Stop-MySqlSandbox -Path $folder -Port $primary.Port -Force
        }

        It 'demands a proof that it takes no writes' {
            { Invoke-MySqlFailover $primary -Replica $first, $second -Force } | Should -Throw -ErrorId 'MySqlOps.FailoverFenceUnproven,*'
        }

        It 'writes nothing with -WhatIf' {
            Invoke-MySqlFailover $primary -Replica $first, $second -AcceptSplitBrainRisk -WhatIf

            (Invoke-TestSql $first "SELECT COUNT(*) AS value FROM performance_schema.replication_asynchronous_connection_failover").value | Should -Be 0
            (Invoke-TestSql $first 'SELECT @@GLOBAL.super_read_only AS value').value | Should -Be 1
        }

        It 'makes the candidate the primary, and the other follows' {
            $outcome = Invoke-MySqlFailover $primary -Replica $first, $second -Candidate $second -AcceptSplitBrainRisk -Force

            $outcome.IsComplete | Should -BeTrue
            $outcome.Server.Port | Should -Be $second.Port
            (Invoke-TestSql $second 'SELECT @@GLOBAL.read_only AS value').value | Should -Be 0
            ($outcome | Format-List | Out-String) | Should -Match 'Complete'
        }

        It 'brings the old primary in when it is back' {
            Start-MySqlSandbox -Path $folder -Port $primary.Port
            $outcome = Invoke-MySqlFailover $primary -Replica $first, $second -Force

            $outcome.OldPrimaryAction | Should -Be 'Rejoin'
            (Invoke-TestSql $primary 'SELECT @@GLOBAL.super_read_only AS value').value | Should -Be 1
        }
    }
}
