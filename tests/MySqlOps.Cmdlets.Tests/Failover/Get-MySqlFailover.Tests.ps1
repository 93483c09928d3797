Describe 'Get-MySqlFailover' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/FailoverSet.ps1"
        $folder, $primary, $one = New-TestFailoverSet -Name 'mopge' -Count 2
    }

    AfterAll {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'says of servers that no monitor has seen that there is nothing, and makes nothing' {
        $overview = Get-MySqlFailover $primary

        $overview.GetType().FullName | Should -Be 'MySqlOps.Engine.Failover.Overview.FailoverOverview'
        $overview.Holder, $overview.Suspension | Should -Be $null, $null
        $overview.Runs.Count | Should -Be 0
        $overview.Members.Server.Port | Should -Be $primary.Port, $one.Port
        (Invoke-TestSql $primary "SELECT COUNT(*) AS n FROM performance_schema.replication_asynchronous_connection_failover").n | Should -Be 0
        $overview | Out-String | Should -BeLike '*held by nobody*not suspended*writable*read-only*none*'
    }

    It 'shows a run of the journal, and what became of it' {
        Invoke-MySqlSwitchover $primary $one -Replica $one -Force | Out-Null
        $overview = Get-MySqlFailover $one $primary

        $overview.Runs[0].State | Should -Be 'Completed'
        $overview.Runs[0].NewPrimary | Should -BeLike "*:$($one.Port)"
        $overview.Runs | Out-String | Should -BeLike "*Completed*:$($primary.Port)*:$($one.Port)*"
        $overview.Members | Out-String | Should -BeLike '*writable*read-only*'
    }

    It 'warns of servers that do not answer, and shows the others' {
        $overview = Get-MySqlFailover 'root@127.0.0.1:1' $one -WarningVariable said -WarningAction SilentlyContinue

        $overview.Members.Error | Should -Be 'ConnectRefused', $null
        "$said" | Should -BeLike '*127.0.0.1:1 could not be asked*'
    }
}
