Describe 'Resume-MySqlFailover' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/FailoverSet.ps1"
        $folder, $primary, $one = New-TestFailoverSet -Name 'mopre' -Count 2
        Suspend-MySqlFailover $primary $one | Out-Null
        Invoke-TestSql $one ("SET SESSION sql_log_bin = 0; SET GLOBAL super_read_only = OFF; CREATE TABLE mysqlops.failover_journal (epoch bigint unsigned NOT NULL PRIMARY KEY, run_id varchar(40), state varchar(16), old_primary varchar(300), " +
            "old_primary_uuid varchar(36), new_primary varchar(300), new_primary_uuid varchar(36), holder varchar(300), begun_at datetime(6), changed_at datetime(6), document json); " +
            "INSERT INTO mysqlops.failover_journal VALUES (4, 'r', 'Completed', 'db1:3306', '', 'db2:3306', '', 'm', '2026-11-22 12:00:00', '2026-11-22 12:00:01', '{}'); SET GLOBAL super_read_only = ON")
    }

    AfterAll {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'does nothing with -WhatIf' {
        Resume-MySqlFailover $primary -WhatIf

        (Get-MySqlFailover $primary).IsSuspended | Should -BeTrue
    }

    It 'resumes without acknowledging when told so' {
        $order = Resume-MySqlFailover $primary -SkipAcknowledgement

        $order.IsSuspended | Should -BeFalse
        $order.AcknowledgedEpoch | Should -Be 0
        $overview = Get-MySqlFailover $primary
        $overview.IsSuspended | Should -BeFalse
        $overview.UnacknowledgedRuns | Should -Be 1
    }

    It 'acknowledges the runs so far, also where nothing was suspended' {
        $order = $primary | Resume-MySqlFailover -Reason 'looked at'

        $order.AcknowledgedEpoch | Should -Be 4
        (Get-MySqlFailover $primary).UnacknowledgedRuns | Should -Be 0
        $order | Out-String | Should -BeLike '*Resumed*looked at*AcknowledgedEpoch*4*'
    }
}
