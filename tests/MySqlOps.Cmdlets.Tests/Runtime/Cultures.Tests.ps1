Describe 'The cmdlets' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $manifest = (Resolve-Path "$PSScriptRoot/../../../MySqlOps.psd1").Path
        $server = Get-SharedServer
        $uuid = (Get-MySqlServer $server).ServerUuid
    }

    Context 'in the culture <_>' -ForEach 'tr-TR', 'de-DE', 'fa-IR' {
        BeforeAll {
            $culture = [cultureinfo]::GetCultureInfo($_)
            $invariant = [cultureinfo]::CurrentCulture
            $loginFileBefore = $env:MYSQL_TEST_LOGIN_FILE
            $env:MYSQL_TEST_LOGIN_FILE = Join-Path $TestDrive "$_.cnf"

            function Invoke-InCulture {
                param([scriptblock] $Script, $In = $culture)
                [cultureinfo]::CurrentCulture, [cultureinfo]::CurrentUICulture = $In, $In
                try { & $Script } finally { [cultureinfo]::CurrentCulture, [cultureinfo]::CurrentUICulture = $invariant, $invariant }
            }
        }

        AfterAll {
            $env:MYSQL_TEST_LOGIN_FILE = $loginFileBefore
        }

        It 'run in that culture' {
            Invoke-InCulture { [cultureinfo]::CurrentCulture.Name } | Should -Be $culture.Name
            Invoke-InCulture { 'i'.ToUpper() + 1.5.ToString() } | Should -Not -Be 'I1.50'
        }

        It 'read the options of a URI' {
            $connected = Invoke-InCulture { Connect-MySqlServer "mysql://root@127.0.0.1:$($server.Port)/?ssl-mode=disabled&connect-timeout=7&get-server-public-key=true" -Credential (New-TestCredential root (Select-String -Path ($server.Source -replace '\[.*') -Pattern '^password=(.+)$').Matches[0].Groups[1].Value) }
            $connected.Tls.Mode | Should -Be 'Disabled'
            $connected.ConnectTimeout.TotalSeconds | Should -Be 7
        }

        It 'take the words of parameters in any case' {
            (Invoke-InCulture { Connect-MySqlServer $server -TlsMode required }).Tls.Mode | Should -Be 'Required'
        }

        It 'tell the same of a server' {
            $script = { Get-MySqlServer $server | Select-Object Version, Flavor, Role, ReadOnly, ServerId, GtidMode, IsBinaryLogEnabled, BinaryLogFile, BinaryLogPosition, TlsVersion, Logs, Plugins | ConvertTo-Json -Depth 3 }
            Invoke-InCulture $script | Should -Be (Invoke-InCulture $script -In $invariant)
        }

        It 'tell the same of its disk' {
            # Undo, redo and the like grow by themselves.
            $script = { Get-MySqlDiskUsage $server -Database mysql, sys -Table -Category RedoLog, Doublewrite, BinaryLog, ErrorLog | Select-Object Category, Name, Engine, DataBytes, IndexBytes, FileBytes, TableCount, IsCurrent | ConvertTo-Json }
            Invoke-InCulture $script | Should -Be (Invoke-InCulture $script -In $invariant)
        }

        It 'find a login path by its name in capitals' {
            Invoke-InCulture {
                Set-MySqlLoginPath 'northwind' 127.0.0.1 -Port 33060 -User kim
                $path = Get-MySqlLoginPath 'NORTHWIND'
                $path.Name, $path.Port
            } | Should -Be 'northwind', 33060
        }

        It 'show sizes as that culture writes numbers' {
            $text = Invoke-InCulture { Get-MySqlDiskUsage $server -Category SystemTablespace -Database none* | Out-String -Width 100 }
            $text | Should -Match "\d$([regex]::Escape($culture.NumberFormat.NumberDecimalSeparator))\d MiB"
        }
    }

    Context 'in a window of 40 columns' {
        It 'show <Name> without a longer line' -ForEach @(
            @{ Name = 'disk usage'; Show = { Get-MySqlDiskUsage $server -All -Table } }
            @{ Name = 'a summary'; Show = { Get-MySqlDiskUsage $server -All -Summary } }
            @{ Name = 'server information'; Show = { Get-MySqlServer $server } }
            @{ Name = 'a server'; Show = { Connect-MySqlServer $server } }
            @{ Name = 'a sandbox'; Show = { Get-MySqlSandbox ($server.Source -replace '/root\.cnf.*') } }
        ) {
            $lines = (& $Show | Out-String -Width 40) -split '\r?\n' -replace '\x1b\[[\d;]*m'
            $lines.Where({ $_ }) | Should -Not -BeNullOrEmpty
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 40
        }

        It 'still show the name and the size on disk of a database' {
            $text = Get-MySqlDiskUsage $server -Database sys | Out-String -Width 40
            $text | Should -Match '(?m)^sys\s'
            $text | Should -Match '[\d.]+ KiB'
        }
    }

    Context 'in parallel' {
        It 'work in a thread job' {
            $job = Start-ThreadJob { Import-Module $using:manifest; (Get-MySqlServer $using:server).ServerUuid }
            $job | Receive-Job -Wait -AutoRemoveJob | Should -Be $uuid
        }

        It 'work in ForEach-Object -Parallel' {
            $found = 1..6 | ForEach-Object -Parallel { Import-Module $using:manifest; (Get-MySqlServer $using:server).ServerUuid } -ThrottleLimit 3
            $found | Should -Be (@($uuid) * 6)
        }

        It 'stop with their thread job' {
            $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $listener.Start()
            try {
                $address = "kim@127.0.0.1:$($listener.LocalEndpoint.Port)"
                $job = Start-ThreadJob { Import-Module $using:manifest; Get-MySqlServer $using:address }
                $client = $listener.AcceptTcpClient()
                $clock = [Diagnostics.Stopwatch]::StartNew()
                Stop-Job $job
                $clock.Elapsed.TotalSeconds | Should -BeLessThan 4
                $job.State | Should -Be 'Stopped'
            }
            finally {
                $client.Dispose()
                $listener.Stop()
                Remove-Job $job -Force
            }
        }
    }

    Context 'without anybody to ask' {
        It 'fail for a missing password, and do not ask for it' {
            $lines = Invoke-CleanPwsh "Import-Module '$manifest'; try { Connect-MySqlServer 'nobody@$($server.Endpoint)' } catch { `$_.FullyQualifiedErrorId }"
            $lines | Should -BeLike 'MySqlOps.ConnectAccessDenied,*'
        }

        It 'fail for a missing server, and do not ask for it' {
            $lines = Invoke-CleanPwsh "Import-Module '$manifest'; try { Get-MySqlDiskUsage } catch { `$_.FullyQualifiedErrorId }"
            $lines | Should -BeLike 'MissingMandatoryParameter,*'
        }

        It 'give a scheduler an exit code that is not 0' {
            $null = & ([Environment]::ProcessPath) -NoLogo -NoProfile -NonInteractive -Command "Import-Module '$manifest'; Get-MySqlServer 'kim@127.0.0.1:1' -ErrorAction Stop" 2>&1
            $LASTEXITCODE | Should -Not -Be 0
            $global:LASTEXITCODE = 0
        }
    }
}
