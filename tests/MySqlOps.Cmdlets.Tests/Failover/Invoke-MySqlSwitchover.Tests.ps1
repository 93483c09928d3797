Describe 'Invoke-MySqlSwitchover' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopw$PID"
        $primary, $replica = New-MySqlSandbox -Count 2 -Path $folder -BasePort 25410 -Option @{ innodb_use_native_aio = 0 } -ErrorAction Stop
        $password = New-TestPassword
        Invoke-TestSql $primary "SET SESSION sql_log_bin = 0; CREATE USER mover@'127.0.0.1' IDENTIFIED BY '$password'; GRANT REPLICATION SLAVE ON *.* TO mover@'127.0.0.1'; RESET BINARY LOGS AND GTIDS"
        Invoke-TestSql $replica "SET SESSION sql_log_bin = 0; CREATE USER mover@'127.0.0.1' IDENTIFIED BY '$password'; GRANT REPLICATION SLAVE ON *.* TO mover@'127.0.0.1'; RESET BINARY LOGS AND GTIDS"
        Invoke-TestSql $replica "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = $($primary.Port), SOURCE_USER = 'mover', SOURCE_PASSWORD = '$password', SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1"
        Invoke-TestSql $replica 'START REPLICA'
        Invoke-TestSql $replica 'SET GLOBAL super_read_only = ON'
        Wait-For { (Invoke-TestSql $replica 'SELECT SERVICE_STATE AS state FROM performance_schema.replication_connection_status').state -eq 'ON' }

        function Get-ReadOnly($Server) { (Invoke-TestSql $Server 'SELECT @@GLOBAL.super_read_only AS fence').fence }
    }

    AfterAll {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'shows the whole plan with -WhatIf, without the password, and does nothing' {
        $script = "Import-Module '$PSScriptRoot/../../../MySqlOps.psd1'; `$s = Get-MySqlSandbox -Path '$folder' | ForEach-Object Server; Invoke-MySqlSwitchover `$s[0] `$s[1] -Replica `$s[1] -WhatIf"
        $said = (Invoke-CleanPwsh $script) -join "`n"

        $said | Should -BeLike '*the write outage begins: SET GLOBAL super_read_only = ON*CHANGE REPLICATION SOURCE TO*SOURCE_PASSWORD = ''`*`*`*''*'
        $said | Should -Not -Match $password
        Get-ReadOnly $primary | Should -Be 0
        Get-ReadOnly $replica | Should -Be 1
    }

    It 'moves the role, and gives back how it went' {
        $result = Invoke-MySqlSwitchover $primary $replica -Replica $replica -Force

        $result.GetType().FullName | Should -Be 'MySqlOps.Engine.Failover.Switchover.MySqlSwitchover'
        $result.IsComplete | Should -BeTrue
        $result.Server.Port | Should -Be $replica.Port
        $result.WriteOutage | Should -BeGreaterThan ([timespan]::Zero)
        $result.Steps.Status | Select-Object -Unique | Should -Be 'Done'
        Get-ReadOnly $primary | Should -Be 1
        Get-ReadOnly $replica | Should -Be 0
        $shown = $result | Out-String
        $shown | Should -BeLike '*Complete*WriteOutage*Done*the write outage ends*'
        $shown | Should -Not -Match $password
    }

    It 'takes the new primary from the pipeline and moves the role back' {
        $result = $replica | Invoke-MySqlSwitchover -NewPrimary $primary -Replica $primary -Force -MaxWriteOutage 5s

        $result.IsComplete | Should -BeTrue
        Get-ReadOnly $primary | Should -Be 0
    }

    It 'refuses a server that is no primary, with an error that says what to do' {
        { Invoke-MySqlSwitchover $replica $primary -Replica $primary -Force -ErrorAction Stop } | Should -Throw -ErrorId 'MySqlOps.SwitchoverPrimaryReadOnly,*'
    }

    It 'puts the old primary back to work when the fence is blocked, and gives the object before the error' {
        $holder = Open-TestConnection $primary
        try {
            Invoke-TestSql $holder 'CREATE DATABASE IF NOT EXISTS held; CREATE TABLE IF NOT EXISTS held.t (id INT)'
            Invoke-TestSql $holder 'LOCK TABLES held.t WRITE'
            [Threading.Tasks.Task]::Delay(1100).Wait()
            $failure = $null
            $result = try { Invoke-MySqlSwitchover $primary $replica -Replica $replica -Force -LongTransactionTimeout 0 -OutVariable given } catch { $failure = $_ }

            $failure.FullyQualifiedErrorId | Should -BeLike 'MySqlOps.SwitchoverFenceBlocked,*'
            $given.IsUndone | Should -BeTrue
            Get-ReadOnly $primary | Should -Be 0
        }
        finally {
            $holder.Dispose()
        }
    }
}
