Describe 'Start-MySqlFailover' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/FailoverSet.ps1"
        $folder, $primary, $one, $other = New-TestFailoverSet -Name 'mopsm'
    }

    AfterAll {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'only watches with -WhatIf, and takes the replicas that it finds' {
        $events = Start-MySqlFailover $primary -Once -WhatIf

        $events[0].GetType().FullName | Should -Be 'MySqlOps.Engine.Failover.Monitor.FailoverEvent'
        $events[0].Message | Should -BeLike "*:$($one.Port)*"
        $events.Kind | Should -Contain 'StateChanged'
        $events.Kind | Should -Not -Contain 'LeaseTaken'
        (Invoke-TestSql $one "SELECT COUNT(*) AS value FROM performance_schema.replication_asynchronous_connection_failover").value | Should -Be 0
    }

    It 'leaves the configuration of the servers alone with -SkipBootFence, and else persists that they start read-only' {
        $null = Start-MySqlFailover $primary $one, $other -Once -SkipBootFence
        $sql = "SELECT COUNT(*) AS value FROM performance_schema.persisted_variables WHERE VARIABLE_NAME = 'super_read_only' AND VARIABLE_VALUE = 'ON'"
        (Invoke-TestSql $primary $sql).value | Should -Be 0

        $events = Start-MySqlFailover $primary $one, $other -Once

        $events.Kind | Should -Contain 'LeaseTaken'
        (Invoke-TestSql $primary $sql).value | Should -Be 1
        (Invoke-TestSql $primary 'SELECT @@GLOBAL.read_only AS value').value | Should -Be 0
    }

    It 'stops within seconds when nobody reads on' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $first = Start-MySqlFailover $primary $one, $other | Select-Object -First 1

        $first.Kind | Should -Be 'MonitorStarted'
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 30
        Wait-For { (Invoke-TestSql $one "SELECT IS_FREE_LOCK('mysqlops.failover') AS value").value -eq 1 }
    }

    It 'knows the modes of mysqlfailover, spans as texts and promotion rules' {
        { Start-MySqlFailover $primary $one -Mode Perhaps } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        { Start-MySqlFailover $primary $one -Interval 0 } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        { Start-MySqlFailover $primary $one -PromotionRule @{ 'db:1' = 'Sometimes' } -Once } | Should -Throw
    }

    Context 'the primary is gone' {
        BeforeAll {
            Stop-MySqlSandbox -Path $folder -Port $primary.Port -Force
        }

        It 'ends with an error in mode Fail' {
            { Start-MySqlFailover $primary $one, $other -Mode Fail -Interval 500ms -ErrorAction Stop } | Should -Throw -ErrorId 'MySqlOps.FailoverPrimaryGone,*'
        }

        It 'makes nobody but a candidate the primary in mode Elect, and says what it does' {
            $events = Start-MySqlFailover $primary $one, $other -Mode Elect -Candidate $other -Interval 500ms -Once

            $done = $events | Where-Object Kind -EQ FailoverCompleted
            $done.NewPrimary.Port | Should -Be $other.Port
            $done.Outcome.Fence.Kind | Should -Be 'Down'
            (Invoke-TestSql $other 'SELECT @@GLOBAL.read_only AS value').value | Should -Be 0
            $events.Kind | Should -Contain 'VerdictReached'
            ($events | Out-String -Width 200) | Should -Match 'FailoverCompleted'
            ($events | ConvertTo-Csv).Count | Should -BeGreaterThan $events.Count
        }

        It 'brings the old primary back when it answers' {
            Start-MySqlSandbox -Path $folder -Port $primary.Port
            $events = Start-MySqlFailover $primary $one, $other | Where-Object Kind -In PrimaryChanged, MemberRejoined | Select-Object -First 2

            $events.Kind | Should -Be 'PrimaryChanged', 'MemberRejoined'
            (Invoke-TestSql $primary 'SELECT SERVICE_STATE AS state FROM performance_schema.replication_connection_status').state | Should -Be 'ON'
            (Invoke-TestSql $primary 'SELECT @@GLOBAL.super_read_only AS value').value | Should -Be 1
        }
    }
}
