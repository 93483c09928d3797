Describe 'Get-MySqlServer' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopg$PID"
        $server, $other = New-MySqlSandbox -Count 2 -Path $folder -Option @{ long_query_time = 7 } -ErrorAction Stop
        $sandbox = Get-MySqlSandbox -Path $folder -Port $server.Port
        Invoke-TestSql $server 'CREATE DATABASE numbers; CREATE TABLE numbers.one (n int PRIMARY KEY); INSERT INTO numbers.one VALUES (1)'
        $information = Get-MySqlServer $server

        function Get-Value {
            param([string] $Expression)
            (Invoke-TestSql $server "SELECT $Expression AS value").value
        }
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    Context 'a server on its own' {
        It 'has as <Property> what the server says: <Expression>' -ForEach @(
            @{ Property = 'Version'; Expression = 'VERSION()' }
            @{ Property = 'VersionComment'; Expression = '@@version_comment' }
            @{ Property = 'HostName'; Expression = '@@hostname' }
            @{ Property = 'ServerId'; Expression = '@@server_id' }
            @{ Property = 'ServerUuid'; Expression = '@@server_uuid' }
            @{ Property = 'GtidMode'; Expression = '@@gtid_mode' }
            @{ Property = 'GtidExecuted'; Expression = '@@gtid_executed' }
            @{ Property = 'GtidPurged'; Expression = '@@gtid_purged' }
            @{ Property = 'BinaryLogFormat'; Expression = '@@binlog_format' }
            @{ Property = 'DataDirectory'; Expression = '@@datadir' }
            @{ Property = 'BaseDirectory'; Expression = '@@basedir' }
            @{ Property = 'PluginDirectory'; Expression = '@@plugin_dir' }
            @{ Property = 'Account'; Expression = 'CURRENT_USER()' }
        ) {
            $information.$Property | Should -Be (Get-Value $Expression)
        }

        It 'is the server that was asked' {
            $information.Server | Should -Be $server
        }

        It 'has a flavor' {
            $information.Flavor | Should -Be 'MySql'
        }

        It 'has an uptime that runs' {
            $now = (Get-MySqlServer $server).Uptime
            $now | Should -BeGreaterOrEqual $information.Uptime
            $status = Invoke-TestSql $server "SHOW GLOBAL STATUS LIKE 'Uptime'"
            $status.Value - $now.TotalSeconds | Should -BeIn (0..5)
        }

        It 'is standalone' {
            $information.Role | Should -Be 'Standalone'
            $information.ReplicaCount | Should -Be 0
            $information.Sources | Should -BeNullOrEmpty
        }

        It 'has executed what was written' {
            $information.GtidExecuted | Should -Be "$($sandbox.Uuid):1-3"
        }

        It 'is at the position that SHOW BINARY LOG STATUS tells' {
            $status = Invoke-TestSql $server 'SHOW BINARY LOG STATUS'
            $information.IsBinaryLogEnabled | Should -BeTrue
            $information.BinaryLogFile | Should -Be $status.File
            $information.BinaryLogPosition | Should -Be $status.Position
        }

        It 'was set up by the sandbox''s option file' {
            $information.OptionFiles | Should -Be (Join-Path $sandbox.Path 'my.cnf')
        }

        It 'has three text logs, of which the error log is written' {
            $information.Logs.Kind | Should -Be 'General', 'Slow', 'Error'
            $information.Logs.Where({ $_.IsEnabled }).Path | Should -Be (Get-Value '@@log_error')
        }

        It 'was connected to over TLS' {
            $status = Invoke-TestSql $server "SHOW STATUS LIKE 'Ssl_version'"
            $information.TlsVersion | Should -Be $status.Value
            $information.TlsCipher | Should -Not -BeNullOrEmpty
            $information.IsTlsRequired | Should -BeFalse
        }

        It 'lists the server''s plugins' {
            $information.Plugins.Name | Should -Be (Invoke-TestSql $server 'SELECT PLUGIN_NAME FROM information_schema.PLUGINS ORDER BY PLUGIN_NAME').PLUGIN_NAME
            $information.Plugins.Where({ $_.Name -eq 'InnoDB' }).Status | Should -Be 'ACTIVE'
        }

        It 'has no components' {
            $null -eq $information.Components | Should -BeFalse
            $information.Components | Should -HaveCount 0
        }

        It 'tells which file set a variable' {
            $variable = $information.ChangedVariables.Where({ $_.Name -eq 'long_query_time' })
            $variable.Value | Should -BeLike '7*'
            $variable.Origin | Should -Be 'EXPLICIT'
            $variable.File | Should -Be (Join-Path $sandbox.Path 'my.cnf')
        }

        It 'leaves out a variable that nobody set' {
            $information.ChangedVariables.Name | Should -Not -Contain 'max_allowed_packet'
        }

        It 'has a value for each property' {
            $information.PSObject.Properties.Where({ $null -eq $_.Value }).Name | Should -BeNullOrEmpty
        }
    }

    Context 'a server that was changed' {
        It 'is <State> with <Variable>' -ForEach @(
            @{ State = 'ReadOnly'; Variable = 'read_only' }
            @{ State = 'SuperReadOnly'; Variable = 'super_read_only' }
        ) {
            $information.ReadOnly | Should -Be 'ReadWrite'
            Invoke-TestSql $server "SET GLOBAL $Variable = ON"
            try { (Get-MySqlServer $server).ReadOnly | Should -Be $State } finally { Invoke-TestSql $server 'SET GLOBAL super_read_only = OFF; SET GLOBAL read_only = OFF' }
        }

        It 'tells who set a variable while it ran' {
            Invoke-TestSql $server 'SET GLOBAL max_connections = 77'
            try {
                $variable = (Get-MySqlServer $server).ChangedVariables.Where({ $_.Name -eq 'max_connections' })
                "$variable" | Should -Be 'max_connections=77 (DYNAMIC)'
                $variable.SetBy | Should -Be 'root@localhost'
            }
            finally {
                Invoke-TestSql $server 'SET GLOBAL max_connections = DEFAULT'
            }
        }

        It 'lists a component that was installed' {
            Invoke-TestSql $server "INSTALL COMPONENT 'file://component_log_sink_json'"
            try { (Get-MySqlServer $server).Components | Should -Be 'file://component_log_sink_json' }
            finally { Invoke-TestSql $server "UNINSTALL COMPONENT 'file://component_log_sink_json'" }
        }

        It 'has the whole of a GTID set that is longer than SHOW VARIABLES can say' {
            $set = "$($sandbox.Uuid -replace '^........', '00000000'):$((1..600).ForEach({ 2 * $_ }) -join ':')"
            Invoke-TestSql $other "SET GLOBAL gtid_purged = '+$set'"
            try {
                $set.Length | Should -BeGreaterThan 1024
                $there = Get-MySqlServer $other
                $there.GtidExecuted | Should -Be $set
                $there.GtidPurged | Should -Be $set
            }
            finally {
                Invoke-TestSql $other 'RESET BINARY LOGS AND GTIDS'
            }
        }

        It 'says that it demands TLS' {
            Invoke-TestSql $server 'SET GLOBAL require_secure_transport = ON'
            try { (Get-MySqlServer $server).IsTlsRequired | Should -BeTrue } finally { Invoke-TestSql $server 'SET GLOBAL require_secure_transport = OFF' }
        }

        It 'says that the general log is on' {
            Invoke-TestSql $server 'SET GLOBAL general_log = ON'
            try { (Get-MySqlServer $server).Logs.Where({ $_.Kind -eq 'General' }).IsEnabled | Should -BeTrue } finally { Invoke-TestSql $server 'SET GLOBAL general_log = OFF' }
        }
    }

    Context 'an account without rights' {
        BeforeAll {
            $password = New-TestPassword
            Invoke-TestSql $server "CREATE USER nobody@'%' IDENTIFIED BY '$password'"
            $seen = Get-MySqlServer "nobody:${password}@127.0.0.1:$($server.Port)" -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable refusals
        }

        It 'gets the answer without an error' {
            $seen.Version | Should -Be $information.Version
            $refusals | Should -BeNullOrEmpty
        }

        It 'has no <Property>, and is told that it needs <Privilege>' -ForEach @(
            @{ Property = 'BinaryLogPosition'; Privilege = 'REPLICATION CLIENT' }
            @{ Property = 'ReplicaCount'; Privilege = 'PROCESS' }
            @{ Property = 'Components'; Privilege = 'SELECT ON mysql.component' }
        ) {
            $null -eq $seen.$Property | Should -BeTrue
            $warnings.Where({ $_ -like "*privilege $Privilege.*" }) | Should -Not -BeNullOrEmpty
        }

        It 'gets no role, because it can''t see replicas' {
            $seen.Role | Should -BeNullOrEmpty
        }

        It 'is told grants that mend it' {
            $grants = $warnings.ForEach({ if ($_ -match 'GRANT (?<what>.+) TO the account') { "GRANT $($Matches.what) TO nobody@'%'" } })
            $grants | Should -HaveCount @($warnings).Count
            Invoke-TestSql $server "SET sql_log_bin = 0; $($grants -join '; ')"
            $null = Get-MySqlServer "nobody:${password}@127.0.0.1:$($server.Port)" -WarningVariable left -WarningAction SilentlyContinue
            $left | Should -BeNullOrEmpty
        }
    }

    Context 'a source and its replica' {
        BeforeAll {
            $password = New-TestPassword
            Invoke-TestSql $server "CREATE USER follower@'%' IDENTIFIED BY '$password'; GRANT REPLICATION SLAVE ON *.* TO follower@'%'"
            Invoke-TestSql $other "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = $($server.Port), SOURCE_USER = 'follower', SOURCE_PASSWORD = '$password', SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1; START REPLICA"
            Wait-For { (Invoke-TestSql $other 'SHOW REPLICA STATUS').Replica_IO_Running -eq 'Yes' }
            $source, $replica = $server, $other | Get-MySqlServer
        }

        AfterAll {
            Invoke-TestSql $other 'STOP REPLICA; RESET REPLICA ALL'
        }

        It 'know their roles' {
            $source.Role | Should -Be 'Source'
            $replica.Role | Should -Be 'Replica'
        }

        It 'know of each other' {
            $source.ReplicaCount | Should -Be 1
            $replica.Sources | Should -Be $server.Endpoint
        }
    }

    Context 'many servers' {
        It 'takes the servers of other results' {
            (Get-MySqlDiskUsage $server -Database numbers | Get-MySqlServer).ServerUuid | Should -Be $sandbox.Uuid
        }

        It 'answers in the order of the servers' {
            (Get-MySqlServer $other, $server, $other).ServerId | Should -Be $other.Port, $server.Port, $other.Port
        }

        It 'gives one error and four objects for one dead server of five' {
            $found = $server, 'kim@127.0.0.1:1', $other, $server, $other | Get-MySqlServer -ErrorVariable refusals -ErrorAction SilentlyContinue
            $found.ServerId | Should -Be $server.Port, $other.Port, $server.Port, $other.Port
            @($refusals).FullyQualifiedErrorId | Should -Be 'MySqlOps.ConnectRefused,MySqlOps.Cmdlets.Connect.GetMySqlServerCommand'
        }

        It 'asks in parallel: two servers that do not answer take one time-out' {
            $deaf = 1..2 | ForEach-Object {
                $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
                $listener.Start()
                $listener
            }
            try {
                $addresses = $deaf.ForEach({ "mysql://kim@127.0.0.1:$($_.LocalEndpoint.Port)/?connect-timeout=2" })
                $clock = [Diagnostics.Stopwatch]::StartNew()
                Get-MySqlServer $addresses -ErrorAction SilentlyContinue -ErrorVariable refusals
                $clock.Elapsed.TotalSeconds | Should -BeLessThan 3.8
                @($refusals) | Should -HaveCount 2
            }
            finally {
                $deaf.ForEach({ $_.Stop() })
            }
        }
    }

    It 'shows a table that can be read' {
        $text = $server | Get-MySqlServer | Out-String -Width 120
        $text | Should -Match 'Server\s+Version\s+Role\s+ReadOnly'
        $text | Should -Match "root@$([regex]::Escape($server.Endpoint))\s+\S+\s+\w+\s+ReadWrite"
    }
}
