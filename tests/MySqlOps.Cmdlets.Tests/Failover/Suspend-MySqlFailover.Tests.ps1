Describe 'Suspend-MySqlFailover' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/FailoverSet.ps1"
        $folder, $primary, $one, $other = New-TestFailoverSet -Name 'mopsu'
        function Get-Executed { (Invoke-TestSql $one 'SELECT @@GLOBAL.gtid_executed AS gtids').gtids }
    }

    AfterAll {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'does nothing with -WhatIf' {
        Suspend-MySqlFailover $primary -WhatIf | Should -BeNullOrEmpty

        (Get-MySqlFailover $primary).Suspension | Should -BeNullOrEmpty
    }

    It 'suspends until it is taken back, on replicas that it finds, and leaves no transaction' {
        $before = Get-Executed
        $order = Suspend-MySqlFailover $primary -Reason "kernel 'update'"

        $order.GetType().FullName | Should -Be 'MySqlOps.Engine.Failover.Suspension.FailoverSuspension'
        $order.IsSuspended | Should -BeTrue
        $order.Until | Should -BeNullOrEmpty
        $order.Server.Port | Should -Be $primary.Port
        Get-Executed | Should -Be $before
        (Invoke-TestSql $one 'SELECT @@GLOBAL.super_read_only AS fence').fence | Should -Be 1
        $overview = Get-MySqlFailover $primary
        $overview.IsSuspended | Should -BeTrue
        $overview.Members.Suspension.Number | Select-Object -Unique | Should -Be $order.Number
        $order | Out-String | Should -BeLike "*Suspended*kernel 'update'*"
    }

    It 'ends a suspension by itself: -For <Text> is <Seconds> s' -ForEach @(@{ Text = '30m'; Seconds = 1800 }, @{ Text = 90; Seconds = 90 }, @{ Text = [timespan]'2:00:00'; Seconds = 7200 }) {
        $before = [datetimeoffset]::UtcNow
        $order = Suspend-MySqlFailover $primary $one, $other -For $Text
        $after = [datetimeoffset]::UtcNow

        $order.Until | Should -BeGreaterOrEqual $before.AddSeconds($Seconds)
        $order.Until | Should -BeLessOrEqual $after.AddSeconds($Seconds)
    }

    It 'takes a moment in the user''s own time' {
        $end = (Get-Date).AddHours(3)

        (Suspend-MySqlFailover $primary $one, $other -Until $end).Until.LocalDateTime | Should -Be $end
    }

    It 'refuses what is past or too short, before anything is written' {
        { Suspend-MySqlFailover $primary -Until (Get-Date).AddMinutes(-1) } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        { Suspend-MySqlFailover $primary -For 0 } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        { Suspend-MySqlFailover $primary -For 1h -Until (Get-Date).AddHours(1) } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'needs a majority of the replicas, and says who lacks' {
        { Suspend-MySqlFailover $primary $one, 'root@127.0.0.1:1', 'root@127.0.0.1:2' -ErrorAction Stop } | Should -Throw -ErrorId 'MySqlOps.FailoverSuspensionFailed,*' -ExpectedMessage '*127.0.0.1:2*'
    }

    It 'needs no primary when the replicas are named' {
        $gone = "ops@127.0.0.1:1"
        (Suspend-MySqlFailover $gone $one, $other).IsSuspended | Should -BeTrue
        { Suspend-MySqlFailover $gone -ErrorAction Stop -WarningVariable said -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'MySqlOps.ConnectRefused,*'
    }

    It 'warns while somebody still holds the lease' {
        $locks = $one, $other | ForEach-Object { Open-TestConnection $_ }
        try {
            $locks | ForEach-Object { Invoke-TestSql $_ "SET @mysqlops_failover = 'monitor of a test'; SELECT GET_LOCK('mysqlops.failover', 0)" } | Out-Null
            Suspend-MySqlFailover $primary $one, $other -ReleaseTimeout 0 -WarningVariable said -WarningAction SilentlyContinue | Out-Null

            "$said" | Should -BeLike '*monitor of a test still holds the lease*'
            (Get-MySqlFailover $primary).Holder | Should -Be 'monitor of a test'
        }
        finally {
            $locks.ForEach('Dispose')
        }
    }
}
