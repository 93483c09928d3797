Describe 'Get-MySqlDiskUsage' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopd$PID"
        $server = New-MySqlSandbox -Path $folder -Option @{ general_log = $true } -ErrorAction Stop
        $sandbox = Get-MySqlSandbox -Path $folder
        $data = Join-Path $sandbox.Path 'data'
        $fill = 'USE shop; INSERT INTO {0} (text) WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT REPEAT(SHA2(a.i * 1000 + b.i, 256), 16) FROM n AS a JOIN n AS b WHERE b.i <= {1}'
        Invoke-TestSql $server (@(
                'CREATE DATABASE shop; CREATE DATABASE shipping; CREATE DATABASE archive; CREATE DATABASE bare'
                'CREATE TABLE shop.items (id int AUTO_INCREMENT PRIMARY KEY, text text, n int, KEY (n))'
                'CREATE TABLE shop.notes (id int AUTO_INCREMENT PRIMARY KEY, text text) ENGINE = MyISAM'
                'CREATE TABLE shipping.items (id int AUTO_INCREMENT PRIMARY KEY, text text)'
                'CREATE TABLE archive.items (id int AUTO_INCREMENT PRIMARY KEY, text text)'
                ($fill -f 'shop.notes', 2)
            ) -join '; ')
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    Context 'right after a bulk load' {
        BeforeAll {
            $null = Get-MySqlDiskUsage $server
            Invoke-TestSql $server ($fill -f 'shop.items', 12)
            $loaded = Get-MySqlDiskUsage $server -Database shop -Table | Where-Object Table -EQ 'items'
            $file = Get-Item (Join-Path $data 'shop/items.ibd')
        }

        It 'tells the size of the file' {
            $file.Length | Should -BeGreaterOrEqual 10MB
            $loaded.FileBytes | Should -BeGreaterOrEqual 10MB
            [Math]::Abs($loaded.FileBytes - $file.Length) | Should -BeLessOrEqual (0.05 * $file.Length)
        }

        It 'does not take the statistics'' word that there is one page' {
            $loaded.DataBytes | Should -BeGreaterOrEqual 10MB
        }
    }

    Context 'which databases' {
        It 'are shown: those of users, largest first' {
            $usage = Get-MySqlDiskUsage $server
            $usage.Name | Should -Be 'shop', 'archive', 'shipping'
            $usage.Category | Should -Be 'Database', 'Database', 'Database'
        }

        It 'are shown with -IncludeEmpty: those without tables too, as 0 bytes' {
            $bare = Get-MySqlDiskUsage $server -IncludeEmpty | Where-Object Name -EQ 'bare'
            $bare.FileBytes | Should -Be 0
            $bare.TableCount | Should -Be 0
        }

        It 'are shown with -Database: one by its name' {
            (Get-MySqlDiskUsage $server -Database archive).Name | Should -Be 'archive'
        }

        It 'are shown with -Database: the server''s own when they are named' {
            (Get-MySqlDiskUsage $server -Database sys).Name | Should -Be 'sys'
        }

        It 'are shown with -Database: several, by position too' {
            (Get-MySqlDiskUsage $server shop, archive).Name | Should -Be 'shop', 'archive'
        }

        It 'are shown with -Database: by pattern' {
            (Get-MySqlDiskUsage $server -Database 'sh*').Name | Should -Be 'shop', 'shipping'
        }

        It 'are left out with -ExcludeDatabase: by name and pattern' {
            (Get-MySqlDiskUsage $server -ExcludeDatabase 'sho?', archive).Name | Should -Be 'shipping'
        }

        It 'are missing: an error for each, and the others' {
            $usage = Get-MySqlDiskUsage $server -Database archive, nowhere, shop -ErrorVariable refusals -ErrorAction SilentlyContinue
            $usage.Name | Should -Be 'shop', 'archive'
            @($refusals).FullyQualifiedErrorId | Should -Be 'MySqlOps.DatabaseMissing,MySqlOps.Cmdlets.DiskUsage.GetMySqlDiskUsageCommand'
            $refusals[0].TargetObject | Should -Be 'nowhere'
        }

        It 'are missing: no error for a pattern' {
            Get-MySqlDiskUsage $server -Database 'now*' -ErrorAction Stop | Should -BeNullOrEmpty
        }
    }

    Context 'tables' {
        It 'are shown with -Table in place of databases' {
            $usage = Get-MySqlDiskUsage $server -Database shop -Table
            $usage.Name | Should -Be 'shop.items', 'shop.notes'
            $usage.Category | Should -Be 'Table', 'Table'
            $usage.Engine | Should -Be 'InnoDB', 'MyISAM'
        }

        It 'are shown by name with -TableName' {
            (Get-MySqlDiskUsage $server -TableName items | Sort-Object Name).Name | Should -Be 'archive.items', 'shipping.items', 'shop.items'
        }

        It 'are shown by database and name with -TableName' {
            (Get-MySqlDiskUsage $server -TableName 'sh*.items' | Sort-Object Name).Name | Should -Be 'shipping.items', 'shop.items'
        }

        It 'that are missing give an error, and the others' {
            $usage = Get-MySqlDiskUsage $server -TableName notes, nothing -ErrorVariable refusals -ErrorAction SilentlyContinue
            $usage.Name | Should -Be 'shop.notes'
            @($refusals).FullyQualifiedErrorId | Should -Be 'MySqlOps.TableMissing,MySqlOps.Cmdlets.DiskUsage.GetMySqlDiskUsageCommand'
        }

        It 'have rows that are counted by MyISAM and estimated by InnoDB' {
            $items, $notes = Get-MySqlDiskUsage $server -Database shop -Table
            $notes.RowCount | Should -Be 2000
            $notes.IsRowCountEstimate | Should -BeFalse
            $items.IsRowCountEstimate | Should -BeTrue
        }

        It 'add up to their database' {
            $tables = Get-MySqlDiskUsage $server -Database shop -Table
            $database = Get-MySqlDiskUsage $server -Database shop
            ($tables | Measure-Object FileBytes -Sum).Sum | Should -Be $database.FileBytes
            $database.TableCount | Should -Be 2
        }
    }

    Context '-Category and -All' {
        BeforeAll {
            Invoke-TestSql $server "CREATE TABLESPACE common ADD DATAFILE 'common.ibd'; CREATE TABLE archive.guest (id int) TABLESPACE common; SET GLOBAL slow_query_log = ON; FLUSH BINARY LOGS"
            $all = Get-MySqlDiskUsage $server -All -WarningVariable warnings
        }

        It 'show what was asked for besides the databases' {
            $usage = Get-MySqlDiskUsage $server -Category UndoTablespace, RedoLog
            $usage.Category | Select-Object -Unique | Should -Be 'Database', 'UndoTablespace', 'RedoLog'
        }

        It 'show every category there is on this server: <_>' -ForEach @(
            'Database', 'SystemTablespace', 'GeneralTablespace', 'UndoTablespace', 'TemporaryTablespace', 'RedoLog', 'Doublewrite', 'BinaryLog', 'GeneralLog', 'SlowLog', 'ErrorLog', 'DefinitionFile'
        ) {
            $category = $_
            $entries = $all | Where-Object { "$($_.Category)" -eq $category }
            ($entries | Measure-Object FileBytes -Sum).Sum | Should -BeGreaterThan 0
        }

        It 'show the server''s own databases' {
            $all.Name | Should -Contain 'mysql'
            $all.Name | Should -Contain 'sys'
        }

        It 'need no warning for root' {
            $warnings | Should -BeNullOrEmpty
        }

        It 'show the binary logs in their order, and mark the one that is written' {
            $logs = $all | Where-Object Category -EQ 'BinaryLog'
            $logs.Name | Should -Be (Invoke-TestSql $server 'SHOW BINARY LOGS').Log_name
            @($logs).Count | Should -BeGreaterThan 1
            $logs.Where({ $_.IsCurrent }).Name | Should -Be (Invoke-TestSql $server 'SHOW BINARY LOG STATUS').File
        }

        It 'show a log file as large as it is' {
            $log = $all | Where-Object Category -EQ 'ErrorLog'
            $log.FileBytes | Should -Be (Get-Item $log.Name).Length
        }

        It 'show the general tablespace, and count its tables'' files once' {
            $space = Get-MySqlDiskUsage $server -Category GeneralTablespace | Where-Object Category -EQ 'GeneralTablespace'
            $space.Name | Should -Be 'common'
            $space.FileBytes | Should -BeGreaterThan 0
            (Get-MySqlDiskUsage $server -TableName guest).FileBytes | Should -Be 0
        }
    }

    Context '-Summary' {
        BeforeAll {
            $entries = Get-MySqlDiskUsage $server -All -Table
            $summary = Get-MySqlDiskUsage $server -All -Table -Summary
        }

        It 'is one object' {
            @($summary) | Should -HaveCount 1
            "$($summary.Server)" | Should -Be "$server"
        }

        It 'has in <Property> the sum of <Categories>' -ForEach @(
            @{ Property = 'DatabaseBytes'; Categories = @('Table') }
            @{ Property = 'RedoBytes'; Categories = 'RedoLog', 'Doublewrite' }
            @{ Property = 'OtherBytes'; Categories = 'DefinitionFile', 'Unattributed' }
        ) {
            $sum = ($entries | Where-Object { "$($_.Category)" -in $Categories } | Measure-Object FileBytes -Sum).Sum
            $summary.$Property | Should -Be $sum
        }

        It 'has in TablespaceBytes the sum of the shared tablespaces' {
            # Sessions' temporary tablespaces come and go between two answers, 80 KiB at a time.
            $sum = ($entries | Where-Object Category -Like '*Tablespace' | Measure-Object FileBytes -Sum).Sum
            [Math]::Abs($summary.TablespaceBytes - $sum) | Should -BeLessThan 1MB
        }

        It 'has as total the sum of its parts' {
            $parts = 'DatabaseBytes', 'TablespaceBytes', 'RedoBytes', 'BinaryLogBytes', 'RelayLogBytes', 'LogBytes', 'OtherBytes'
            ($parts.ForEach({ $summary.$_ }) | Measure-Object -Sum).Sum | Should -Be $summary.TotalBytes
        }

        It 'counts databases and tables' {
            $summary.TableCount | Should -Be @($entries | Where-Object Category -EQ 'Table').Count
            $summary.DatabaseCount | Should -Be @($entries.Database | Where-Object { $_ } | Select-Object -Unique).Count
        }

        It 'shows a list with human sizes' {
            $summary | Out-String -Width 100 | Should -Match 'Total\s+:\s+[\d.]+ MiB'
        }
    }

    Context 'the objects' {
        BeforeAll {
            $usage = Get-MySqlDiskUsage $server
        }

        It 'have sizes that are numbers' {
            $usage[0].FileBytes | Should -BeOfType [long]
        }

        It 'can be measured' {
            ($usage | Measure-Object FileBytes -Sum).Sum | Should -Be ($usage[0].FileBytes + $usage[1].FileBytes + $usage[2].FileBytes)
        }

        It 'can be sorted' {
            ($usage | Sort-Object FileBytes)[-1].Name | Should -Be 'shop'
        }

        It 'know the sum of their category' {
            $usage.CategoryFileBytes | Select-Object -Unique | Should -Be ($usage | Measure-Object FileBytes -Sum).Sum
        }
    }

    Context 'the default view' {
        BeforeAll {
            $text = Get-MySqlDiskUsage $server -Category BinaryLog | Out-String -Width 100
        }

        It 'has a group for each category, with its sum' {
            $text | Should -Match 'Category: Database on root@127\.0\.0\.1:\d+, [\d.]+ MiB on disk'
            $text | Should -Match 'Category: BinaryLog on root@127\.0\.0\.1:\d+, [\d.]+ [KM]iB on disk'
        }

        It 'has human sizes' {
            $text | Should -Match '(?m)^shop\s+2\s+~?[\d,]+\s+[\d.]+ MiB\s.*\s[\d.]+ MiB\s*$'
        }

        It 'has no bytes' {
            $text | Should -Not -Match ([string] (Get-MySqlDiskUsage $server -Database shop).FileBytes)
        }

        It 'marks the current binary log' {
            $text | Should -Match 'binlog\.\d+ \(current\)'
        }

        It 'shows a size that is not known as a question mark' {
            $unknown = (Get-MySqlDiskUsage $server -Database shop).PSObject.BaseObject
            $clone = $unknown.GetType().GetMethod('<Clone>$').Invoke($unknown, $null)
            $unknown.GetType().GetProperty('FileBytes').SetValue($clone, $null)
            $clone | Out-String -Width 100 | Should -Match '(?m)^shop.*\s\?\s*$'
        }
    }

    Context 'an account that may see one database' {
        BeforeAll {
            $password = New-TestPassword
            Invoke-TestSql $server "CREATE USER clerk@'%' IDENTIFIED BY '$password'; GRANT SELECT ON shop.* TO clerk@'%'"
            $clerk = Connect-MySqlServer "clerk:${password}@127.0.0.1:$($server.Port)"
            $usage = Get-MySqlDiskUsage $clerk -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable refusals
            $null = Get-MySqlDiskUsage $clerk -All -WarningVariable allWarnings -WarningAction SilentlyContinue -ErrorVariable allRefusals
        }

        It 'gets that database, without an error' {
            $usage.Name | Should -Be 'shop'
            $refusals | Should -BeNullOrEmpty
        }

        It 'gets null for the bytes on disk, and not 0' {
            $usage | Should -Not -BeNullOrEmpty
            $null -eq $usage.FileBytes | Should -BeTrue
        }

        It 'gets what the statistics say of the data' {
            $usage.DataBytes | Should -BeGreaterThan 0
        }

        It 'is warned that it needs PROCESS' {
            $warnings.Where({ $_ -like '*PROCESS*' }) | Should -HaveCount 1
        }

        It 'is warned with -All that it needs REPLICATION CLIENT, without an error' {
            $allWarnings.Where({ $_ -like '*REPLICATION CLIENT*' }) | Should -Not -BeNullOrEmpty
            $allRefusals | Should -BeNullOrEmpty
        }

        It 'is told grants that mend it' {
            $grants = $allWarnings.ForEach({ if ($_ -match 'GRANT (?<what>.+) TO the account') { "GRANT $($Matches.what) TO clerk@'%'" } }) | Select-Object -Unique
            $grants | Should -Not -BeNullOrEmpty
            Invoke-TestSql $server ($grants -join '; ')
            $mended = Get-MySqlDiskUsage $clerk -Database shop -WarningVariable left -WarningAction SilentlyContinue
            $left | Should -BeNullOrEmpty
            $mended.FileBytes | Should -BeGreaterOrEqual 10MB
        }
    }

    Context 'many servers' {
        It 'takes servers from the pipeline' {
            ($server, $server | Get-MySqlDiskUsage -Database archive).Name | Should -Be 'archive', 'archive'
        }

        It 'gives an error for a dead one, and the others'' objects' {
            $usage = 'kim@127.0.0.1:1', $server | Get-MySqlDiskUsage -Database archive -ErrorVariable refusals -ErrorAction SilentlyContinue
            $usage.Name | Should -Be 'archive'
            @($refusals).FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ConnectRefused,*'
        }
    }
}
