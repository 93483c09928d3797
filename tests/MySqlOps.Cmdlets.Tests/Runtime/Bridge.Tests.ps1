Describe 'The bridge between a cmdlet and its work' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopb$PID"
        $server, $hanging = New-MySqlSandbox -Count 2 -Path $folder -ErrorAction Stop
        $dead = 'kim@127.0.0.1:1'
        $password = New-TestPassword
        foreach ($each in $server, $hanging) {
            Invoke-TestSql $each "CREATE USER kim@'%' IDENTIFIED BY '$password'; GRANT SELECT, PROCESS, REPLICATION CLIENT ON *.* TO kim@'%'; CREATE USER clerk@'%' IDENTIFIED BY '$password'; CREATE DATABASE shop; CREATE TABLE shop.items (id int PRIMARY KEY); GRANT SELECT ON shop.* TO clerk@'%'"
        }

        # Each as an object whose account has logged in once, so that later logins are quick.
        $kim = Connect-MySqlServer "kim:${password}@$($server.Endpoint)"
        $clerk = Connect-MySqlServer "clerk:${password}@$($server.Endpoint)"
        $kimThere = Connect-MySqlServer "kim:${password}@$($hanging.Endpoint)"
        $manifest = (Resolve-Path "$PSScriptRoot/../../../MySqlOps.psd1").Path

        function Get-Session {
            param($Server, [string] $User = 'kim')
            Invoke-TestSql $Server "SELECT ID, INFO FROM performance_schema.processlist WHERE USER = '$User'"
        }

        function Start-Shell {
            param([string] $Script, $Argument)
            $shell = [powershell]::Create()
            $null = $shell.AddScript("param(`$Argument) Import-Module '$manifest'; $Script").AddArgument($Argument)
            [pscustomobject]@{ Shell = $shell; Run = $shell.BeginInvoke() }
        }

        function Measure-Stop {
            param($Shell)
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $Shell.Stop()
            $clock.Elapsed.TotalSeconds
        }
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    Context 'order' {
        It 'keeps warnings, errors and objects as they were said' {
            $said = Get-MySqlDiskUsage $clerk -Database nowhere, shop -ErrorAction Continue *>&1
            $said.ForEach({ $_.GetType().Name }) | Should -Be 'WarningRecord', 'ErrorRecord', 'DiskUsageEntry'
        }

        It 'keeps objects and errors of one server after another' {
            $said = Connect-MySqlServer $kim, $dead, $clerk, $dead -ErrorAction Continue 2>&1
            $said.ForEach({ $_.GetType().Name }) | Should -Be 'MySqlServer', 'ErrorRecord', 'MySqlServer', 'ErrorRecord'
        }

        It 'puts what is said in detail before the object that it is about' {
            $said = Connect-MySqlServer $kim -Verbose *>&1
            $said.ForEach({ $_.GetType().Name }) | Should -Be 'VerboseRecord', 'MySqlServer'
        }

        It 'ends at the first error with -ErrorAction Stop, behind the objects before it' {
            $said = & { try { Connect-MySqlServer $kim, $dead, $clerk -ErrorAction Stop } catch { $_.FullyQualifiedErrorId } }
            $said.ForEach({ "$_" }) | Should -Be "$kim", 'MySqlOps.ConnectRefused,MySqlOps.Cmdlets.Connect.ConnectMySqlServerCommand'
        }

        It 'ends at a warning with -WarningAction Stop' {
            { Get-MySqlDiskUsage $clerk -WarningAction Stop 3>$null } | Should -Throw -ErrorId 'ActionPreferenceStop,*'
        }
    }

    Context '-Verbose' {
        It 'tells the server and its version' {
            $said = Connect-MySqlServer $kim -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
            "$said" | Should -BeLike "*$kim*$((Get-MySqlServer $kim).Version)*"
        }

        It 'is silent when it is not given' {
            Connect-MySqlServer $kim *>&1 | Should -HaveCount 1
        }
    }

    Context 'progress' {
        BeforeAll {
            # Several runs, because one makes few reports.
            $runs = 6
            $started = Start-Shell "foreach (`$run in 1..$runs) { `$clock = [Diagnostics.Stopwatch]::StartNew(); `$null = Get-MySqlDiskUsage `$Argument -All; `$clock.Elapsed.TotalSeconds }" $kim
            $seconds = ($started.Shell.EndInvoke($started.Run) | Measure-Object -Sum).Sum
            $progress = @($started.Shell.Streams.Progress | Where-Object Activity -Like '*disk usage*')
        }

        AfterAll {
            $started.Shell.Dispose()
        }

        It 'comes' {
            $progress | Should -Not -BeNullOrEmpty
            $progress[0].Activity | Should -BeLike "*$kim*"
        }

        It 'comes five times a second at most, besides at the start and at the end of a run' {
            $progress.Count | Should -BeLessOrEqual ([Math]::Floor($seconds * 5) + 2 * $runs)
        }

        It 'ends' {
            $progress[-1].RecordType | Should -Be 'Completed'
        }
    }

    Context 'Ctrl+C while a statement runs' {
        BeforeAll {
            # Get-MySqlServer reads this table, and waits for the lock.
            $lock = Open-TestConnection $server
            Invoke-TestSql $lock 'LOCK TABLES mysql.component WRITE'
            $started = Start-Shell 'Get-MySqlServer $Argument' $kim
            Wait-For { (Get-Session $server).INFO -like '*mysql.component*' }
            $seconds = Measure-Stop $started.Shell
        }

        AfterAll {
            $started.Shell.Dispose()
            $lock.Dispose()
        }

        It 'returns within two seconds' {
            $seconds | Should -BeLessThan 4
        }

        It 'has stopped the pipeline' {
            $started.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }

        It 'leaves no session, though the lock is still held' {
            Wait-For { -not (Get-Session $server) } -Seconds 5
        }

        It 'leaves the module working' {
            "$(Connect-MySqlServer $kim)" | Should -Be "$kim"
        }
    }

    Context 'a server that hangs' -Skip:$IsWindows {
        BeforeAll {
            $process = (Get-MySqlSandbox -Path $folder -Port $hanging.Port).ProcessId
        }

        BeforeEach {
            kill -STOP $process
        }

        AfterEach {
            kill -CONT $process
        }

        It 'does not hold up Ctrl+C while it is connected to, and keeps no session' {
            $started = Start-Shell 'Get-MySqlServer $Argument' $kimThere
            try {
                Wait-For { [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections().Where({ $_.RemoteEndPoint.Port -eq $hanging.Port -and "$($_.State)" -eq 'Established' }) }
                Measure-Stop $started.Shell | Should -BeLessThan 4
                $started.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
                kill -CONT $process
                Wait-For { -not (Get-Session $hanging) }
            }
            finally {
                $started.Shell.Dispose()
            }
        }

        It 'does not hold up Ctrl+C in the middle of a statement, and keeps no session' {
            kill -CONT $process
            $lock = Open-TestConnection $hanging
            $started = Start-Shell 'Get-MySqlServer $Argument' $kimThere
            try {
                Invoke-TestSql $lock 'LOCK TABLES mysql.component WRITE'
                Wait-For { (Get-Session $hanging).INFO -like '*mysql.component*' }
                kill -STOP $process
                Measure-Stop $started.Shell | Should -BeLessThan 4
                kill -CONT $process
                $lock.Dispose()
                Wait-For { -not (Get-Session $hanging) }
            }
            finally {
                $started.Shell.Dispose()
            }
        }

        It 'does not hold up Select-Object -First 1, and keeps no session' {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $first = Get-MySqlServer $kim, $kimThere | Select-Object -First 1
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 4
            "$($first.Server)" | Should -Be "$kim"
            kill -CONT $process
            Wait-For { -not (Get-Session $hanging) }
        }

        It 'does not hold up -ErrorAction Stop about another server' {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            { Get-MySqlServer $dead, $kimThere -ErrorAction Stop } | Should -Throw -ErrorId 'MySqlOps.ConnectRefused,*'
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 4
        }

        It 'is a time-out, of a connection with its own id' {
            { Connect-MySqlServer $kimThere -ConnectTimeout 1 -ErrorAction Stop } | Should -Throw -ErrorId 'MySqlOps.ConnectTimeout,*'
        }
    }

    It 'ends a statement that takes longer than -CommandTimeout, and leaves no session' {
        $lock = Open-TestConnection $server
        try {
            Invoke-TestSql $lock 'LOCK TABLES mysql.component WRITE'
            $brief = Connect-MySqlServer $kim -CommandTimeout 1
            { Get-MySqlServer $brief -ErrorAction Stop } | Should -Throw -ErrorId 'MySqlOps.QueryTimeout,*'
            Wait-For { -not (Get-Session $server) } -Seconds 5
        }
        finally {
            $lock.Dispose()
        }
    }

    It 'leaves no session after Select-Object -First 1 on one server' {
        $null = Get-MySqlDiskUsage $kim -All | Select-Object -First 1
        Wait-For { -not (Get-Session $server) } -Seconds 5
    }
}
