Describe 'Tab completion' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $loginFileBefore = $env:MYSQL_TEST_LOGIN_FILE
        $env:MYSQL_TEST_LOGIN_FILE = Join-Path $TestDrive 'login.cnf'
        'north', 'northwest', 'south', 'far away' | ForEach-Object { Set-MySqlLoginPath $_ 127.0.0.1 -Port 1 -User kim }

        $global:MySqlOpsCompletionServer = Get-SharedServer
        $server = $global:MySqlOpsCompletionServer
        $databases = 'completion_shop', 'completion_shipping', "completion it's"
        Invoke-TestSql $server (($databases.ForEach({ "CREATE DATABASE ``$_``" }) + 'CREATE TABLE completion_shop.items (id int)' + 'CREATE TABLE completion_shop.orders (id int)') -join '; ')

        function Get-Completion {
            param([Parameter(Mandatory)] [string] $Line)
            ([Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null)).CompletionMatches.CompletionText
        }
    }

    AfterAll {
        $env:MYSQL_TEST_LOGIN_FILE = $loginFileBefore
        Invoke-TestSql $server ($databases.ForEach({ "DROP DATABASE ``$_``" }) -join '; ')
        Remove-Variable MySqlOpsCompletionServer -Scope Global
    }

    Context 'of login paths' {
        It 'fills in <_>' -ForEach 'Connect-MySqlServer', 'Get-MySqlServer', 'Get-MySqlDiskUsage', 'Get-MySqlLoginPath', 'Remove-MySqlLoginPath', 'Set-MySqlLoginPath' {
            Get-Completion "$_ nor" | Should -Be 'north', 'northwest'
        }

        It 'fills in -Server by its name' {
            Get-Completion 'Get-MySqlServer -Server so' | Should -Be 'south'
        }

        It 'does not mind the case' {
            Get-Completion 'Get-MySqlServer SOU' | Should -Be 'south'
        }

        It 'finds what is inside a name when no name begins so' {
            Get-Completion 'Get-MySqlServer west' | Should -Be 'northwest'
        }

        It 'puts quotes around a name with a blank' {
            Get-Completion 'Get-MySqlServer far' | Should -Be "'far away'"
        }
    }

    Context 'of databases' {
        It 'fills in <_> from a server in a variable' -ForEach 'Database', 'ExcludeDatabase' {
            Get-Completion "Get-MySqlDiskUsage `$MySqlOpsCompletionServer -$_ completion_sh" | Should -Be 'completion_shipping', 'completion_shop'
        }

        It 'fills in from an address' {
            Get-Completion "Get-MySqlDiskUsage '$($server.Source)' -Database completion_sho" | Should -Be 'completion_shop'
        }

        It 'fills in from an option file relative to PowerShell''s location' {
            Push-Location ($server.Source -replace '/root\.cnf.*')
            try { Get-Completion 'Get-MySqlDiskUsage root.cnf -Database completion_sho' | Should -Be 'completion_shop' } finally { Pop-Location }
        }

        It 'fills in from the server of <_>' -ForEach 'Export-MySqlDatabase $MySqlOpsCompletionServer out', 'Import-MySqlDatabase -Server $MySqlOpsCompletionServer', 'Copy-MySqlDatabase -Source $MySqlOpsCompletionServer', 'Copy-MySqlDatabase -Server $MySqlOpsCompletionServer', 'Copy-MySqlDatabase $MySqlOpsCompletionServer other' {
            Get-Completion "$_ -Database completion_sho" | Should -Be 'completion_shop'
        }

        It 'writes a quote in a name twice' {
            Get-Completion "Get-MySqlDiskUsage `$MySqlOpsCompletionServer -Database 'completion it" | Should -Be "'completion it''s'"
        }
    }

    Context 'of tables' {
        It 'fills in database.table' {
            Get-Completion 'Get-MySqlDiskUsage $MySqlOpsCompletionServer -TableName completion_shop.' | Should -Be 'completion_shop.items', 'completion_shop.orders'
        }

        It 'fills in what is exported and copied: <_>' -ForEach 'Export-MySqlDatabase $MySqlOpsCompletionServer out -ExcludeTable', 'Copy-MySqlDatabase $MySqlOpsCompletionServer -Table' {
            Get-Completion "$_ completion_shop.i" | Should -Be 'completion_shop.items'
        }
    }

    Context 'of storage engines' {
        It 'fills in those of the server that is loaded into: <_>' -ForEach 'Import-MySqlDatabase $MySqlOpsCompletionServer night', 'Copy-MySqlDatabase nowhere $MySqlOpsCompletionServer' {
            Get-Completion "$_ -Engine inn" | Should -Be 'InnoDB'
        }
    }

    Context 'of what is listed' {
        It 'fills in -TlsMode' {
            Get-Completion 'Connect-MySqlServer x -TlsMode Ver' | Should -Be 'VerifyCA', 'VerifyFull'
        }

        It 'fills in -Category' {
            Get-Completion 'Get-MySqlDiskUsage x -Category Bin' | Should -Be 'BinaryLog'
        }
    }

    Context 'without an answer' {
        It 'offers nothing of ours and raises no error for a dead server' {
            $global:Error.Clear()
            Get-Completion "Get-MySqlDiskUsage 'kim@127.0.0.1:1' -Database completion_" | Should -BeNullOrEmpty
            $global:Error | Should -BeNullOrEmpty
        }

        It 'gives up within two seconds on a server that does not answer' {
            $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $listener.Start()
            try {
                $clock = [Diagnostics.Stopwatch]::StartNew()
                Get-Completion "Get-MySqlDiskUsage 'kim@127.0.0.1:$($listener.LocalEndpoint.Port)' -Database completion_" | Should -BeNullOrEmpty
                $clock.Elapsed.TotalSeconds | Should -BeLessThan 3
            }
            finally {
                $listener.Stop()
            }
        }
    }
}
