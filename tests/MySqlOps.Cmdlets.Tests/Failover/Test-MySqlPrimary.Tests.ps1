Describe 'Test-MySqlPrimary' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "moptp$PID"
        $primary, $replica = New-MySqlSandbox -Count 2 -Path $folder -Option @{ replica_net_timeout = 4 } -ErrorAction Stop
        $password = New-TestPassword
        Invoke-TestSql $primary "CREATE USER follower@'%' IDENTIFIED BY '$password'; GRANT REPLICATION SLAVE ON *.* TO follower@'%'"
        Invoke-TestSql $replica "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = $($primary.Port), SOURCE_USER = 'follower', SOURCE_PASSWORD = '$password', SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1, SOURCE_CONNECT_RETRY = 1, SOURCE_HEARTBEAT_PERIOD = 1; START REPLICA"
        Wait-For { (Invoke-TestSql $replica 'SHOW REPLICA STATUS').Replica_IO_Running -eq 'Yes' }
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'finds a healthy primary healthy, with its replica as witness' {
        $state = Test-MySqlPrimary $primary -Replica $replica -Timeout 20
        $state.Verdict | Should -Be 'Healthy'
        $state.MayFailOver | Should -BeFalse
        $state.Server | Should -Be $primary
        $state.Witnesses.View | Should -Be 'Sees'
        $state.Reasons | Should -Contain 'It let us in and answered.'
    }

    It 'takes primaries from the pipeline' {
        ($primary | Test-MySqlPrimary -Replica $replica -Timeout 20).Verdict | Should -Be 'Healthy'
    }

    It 'asks the primary for its replicas' {
        @((Test-MySqlPrimary $primary -Timeout 20).Witnesses.Server.Port) | Should -Be $replica.Port
    }

    It 'gives one object a look until the pipeline ends' {
        $looks = Test-MySqlPrimary $primary -Replica $replica -Timeout 20 -Interval 100ms -Watch | Select-Object -First 3
        $looks.Looks | Should -Be 1, 2, 3
    }

    It 'never lets a primary be failed over that nobody else can be asked about' {
        $state = Test-MySqlPrimary root@127.0.0.1:1 -Replica root@127.0.0.1:2 -Confirmations 1 -Timeout 20
        $state.Verdict | Should -Be 'WeAreIsolated'
        $state.MayFailOver | Should -BeFalse
    }

    It 'warns when it can ask nobody for the replicas' {
        $state = Test-MySqlPrimary root@127.0.0.1:1 -Confirmations 1 -WarningVariable warnings -WarningAction SilentlyContinue
        $state.Verdict | Should -Be 'Unknown'
        "$warnings" | Should -BeLike '*-Replica*ConnectRefused*'
    }

    It 'gives an error for an address that can''t be read' {
        Test-MySqlPrimary 'a@b@c:x' -ErrorVariable refusals -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        @($refusals).FullyQualifiedErrorId | Should -BeLike 'MySqlOps.AddressInvalid,*'
    }

    It 'shows a table that can be read' {
        $text = Test-MySqlPrimary $primary -Replica $replica -Timeout 20 | Out-String -Width 140
        $text | Should -Match 'Server\s+Verdict\s+MayFailOver\s+Probe\s+Replicas\s+Looks\s+Reasons'
        $text | Should -Match 'Healthy\s+False\s+Answered\s+1 Sees'
    }

    Context 'a primary that was killed' {
        BeforeAll {
            Get-MySqlSandbox -Path $folder -Port $primary.Port | Stop-MySqlSandbox -Force -Confirm:$false
        }

        It 'has crashed, as its replica confirms' {
            $state = Test-MySqlPrimary $primary -Replica $replica -Timeout 20 -Watch | Where-Object MayFailOver | Select-Object -First 1
            $state.Verdict | Should -Be 'Crashed'
            $state.Confirmations | Should -BeGreaterOrEqual 2
            $state.Agreeing | Should -Be 1
            $state.ElapsedToVerdict | Should -BeOfType ([timespan])
        }
    }
}
