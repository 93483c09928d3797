Describe 'Export-MySqlDatabase' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mope$PID"
        $server, $other = New-MySqlSandbox -Count 2 -Path $folder -Option @{ general_log = $true; log_output = 'TABLE'; local_infile = $true } -ErrorAction Stop
        $manifest = (Resolve-Path "$PSScriptRoot/../../../MySqlOps.psd1").Path
        $odd = 'a/b %."*ü☃'
        Invoke-TestSql $server (@(
                'CREATE DATABASE shop; CREATE TABLE shop.items (id int PRIMARY KEY, name varchar(40), price float)'
                "INSERT INTO shop.items VALUES (1, 'plain', 0.1), (2, 'a,b\""c\nd', NULL), (3, '', -0), (4, NULL, 16777216)"
                'CREATE TABLE shop.notes (id int PRIMARY KEY, text text); INSERT INTO shop.notes VALUES (1, REPEAT(''x'', 1000))'
                'CREATE VIEW shop.cheap AS SELECT id FROM shop.items; CREATE PROCEDURE shop.look() SELECT 1'
                'CREATE TABLE shop.loose (n int) ENGINE = MyISAM; INSERT INTO shop.loose VALUES (1)'
                "CREATE DATABASE ``$odd``; CREATE TABLE ``$odd``.``$odd`` (id int PRIMARY KEY, t varchar(9) CHARACTER SET latin1); INSERT INTO ``$odd``.``$odd`` VALUES (1, 'é')"
            ) -join '; ')
        Invoke-TestSql $other 'CREATE DATABASE stock; CREATE TABLE stock.parts (id int PRIMARY KEY); INSERT INTO stock.parts VALUES (1), (2)'

        function New-Place { Join-Path $TestDrive ([guid]::NewGuid().ToString('N').Substring(0, 8)) }

        # The text of all files with rows of a folder.
        function Get-Text($Path) { (Get-ChildItem -LiteralPath $Path -Recurse -File | Where-Object Name -Match '\.(tsv|csv|jsonl)$' | ForEach-Object { Get-Content -LiteralPath $_ -Raw }) -join '' }
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    Context 'a folder' {
        BeforeAll {
            $place = New-Place
            $export = Export-MySqlDatabase $server $place -Database shop -WarningVariable warnings -WarningAction SilentlyContinue
        }

        It 'is told' {
            $export.Path | Should -Be $place
            $export.Format | Should -Be 'Folder'
            $export.Content | Should -Be 'All'
            $export.Databases | Should -Be 'shop'
            $export.Tables | Should -Be 3
            $export.Rows | Should -Be 6
            $export.Files | Should -Be @(Get-ChildItem -LiteralPath $place -Recurse -File).Count
            $export.Bytes | Should -Be (Get-ChildItem -LiteralPath $place -Recurse -File | Measure-Object Length -Sum).Sum
            $export.SnapshotMethod | Should -Be 'GlobalReadLock'
            $export.IsPointInTime | Should -BeTrue
            $export.IsWholeServer | Should -BeFalse
            $export.GtidExecuted | Should -Match "^$((Get-MySqlServer $server).ServerUuid):1-\d+$"
            $export.BinlogPosition | Should -BeGreaterThan 4
            $export.LockTime | Should -BeGreaterThan ([timespan]::Zero)
            "$($export.Server)" | Should -Be "$server"
        }

        It 'has the warnings that were said' {
            $export.Warnings | Should -Be "$warnings"
            $export.Warnings | Should -BeLike '*shop.loose*'
        }

        It 'has a manifest, written last' { (Get-ChildItem -LiteralPath $place -File).Name | Should -Be 'manifest.json' }

        It 'is shown with sizes, spans and the number of warnings' {
            $text = $export | Out-String -Width 100
            $text | Should -Match '(?m)^Size +: [\d.,]+ \w+ in \d+ files'
            $text | Should -Match '(?m)^LockTime +: [\d.,]+ m?s'
            $text | Should -Match '(?m)^Warnings +: 1'
        }

        It 'is not written over' {
            { Export-MySqlDatabase $server $place -Database shop } | Should -Throw -ErrorId 'MySqlOps.ExportPathTaken,*'
        }

        It 'is written over with -Force, files and all' {
            (Export-MySqlDatabase $server $place -Table shop.notes -Force).Tables | Should -Be 1
            Get-ChildItem -LiteralPath $place -Recurse -Filter 'items*' | Should -BeNullOrEmpty
        }

        It 'with a stranger''s file is not written over, with -Force neither' {
            Set-Content (Join-Path $place 'mine.txt') 'x'
            { Export-MySqlDatabase $server $place -Table shop.notes -Force } | Should -Throw -ErrorId 'MySqlOps.ExportPathTaken,*'
            Join-Path $place 'mine.txt' | Should -Exist
        }
    }

    Context 'the format' {
        It 'is a script for <_>' -ForEach 'x.sql', 'x.SQL', 'x.sql.gz' {
            $place = New-Place
            $export = Export-MySqlDatabase $server "$place/$_" -Table shop.items
            $export.Format | Should -Be 'Sql'
            $export.Files | Should -Be 1
            [byte[]] $head = Get-Content -LiteralPath "$place/$_" -AsByteStream -TotalCount 2
            ($head[0] -eq 0x1f -and $head[1] -eq 0x8b) | Should -Be ($_ -like '*.gz')
        }

        It 'is CSV: with a header, quotes where needed, and NULL apart from the empty text' {
            $place = New-Place
            (Export-MySqlDatabase $server $place -Table shop.items -Format Csv).Format | Should -Be 'Csv'
            Get-Content -LiteralPath "$place/shop.items.csv" -Raw | Should -BeExactly "id,name,price`r`n1,plain,0.10000000149011612`r`n2,`"a,b`"`"c`nd`",`r`n3,`"`",0`r`n4,,16777216`r`n"
        }

        It 'is CSV that Import-Csv reads' {
            $place = New-Place
            $null = Export-MySqlDatabase $server $place -Table shop.items -Format Csv
            (Import-Csv "$place/shop.items.csv").Count | Should -Be 4
        }

        It 'is tab-separated values' {
            $place = New-Place
            $null = Export-MySqlDatabase $server $place -Table shop.items -Format Tsv
            Get-Content -LiteralPath "$place/shop.items.tsv" -Raw | Should -BeLike "id`tname`tprice`n*4`t\N`t16777216`n"
        }

        It 'is JSON lines' {
            $place = New-Place
            $null = Export-MySqlDatabase $server $place -Table shop.items -Format Json
            $rows = Get-Content -LiteralPath "$place/shop.items.jsonl" | ConvertFrom-Json
            $rows.id | Should -Be 1, 2, 3, 4
            $rows[1].name | Should -BeExactly "a,b`"c`nd"
            $rows[3].name | Should -BeNullOrEmpty
        }

        It 'has no definitions but in folders and scripts' {
            { Export-MySqlDatabase $server (New-Place) shop -Format Csv -Content Schema } | Should -Throw -ErrorId 'MySqlOps.DumpNothingSelected,*'
        }

        It 'is compressed with -Compression Gzip' {
            $place = New-Place
            $null = Export-MySqlDatabase $server $place -Table shop.notes -Compression Gzip
            (Get-ChildItem -LiteralPath $place -Recurse -Filter *.tsv*).Name | Should -Be 'notes.00001.tsv.gz'
        }
    }

    Context 'what is exported' {
        It 'is one table by its name' { (Export-MySqlDatabase $server (New-Place) -Table shop.items).Rows | Should -Be 4 }

        It 'is tables by pattern, and not the excluded ones' {
            $place = New-Place
            (Export-MySqlDatabase $server $place shop -Table *s -ExcludeTable notes).Rows | Should -Be 4
        }

        It 'is the databases that are not excluded' {
            (Export-MySqlDatabase $server (New-Place) -ExcludeDatabase shop).Databases | Should -Be $odd
        }

        It 'is without the kinds of -SkipObject' {
            $place = New-Place
            $null = Export-MySqlDatabase $server $place shop -SkipObject View, Routine -WarningAction SilentlyContinue
            Get-ChildItem -LiteralPath $place -Recurse -Include *.view.sql, *.procedure.sql | Should -BeNullOrEmpty
        }

        It 'is definitions only, or rows only' {
            $schema, $data = (New-Place), (New-Place)
            (Export-MySqlDatabase $server $schema shop -Content Schema).Rows | Should -Be 0
            $null = Export-MySqlDatabase $server $data shop -Content Data -WarningAction SilentlyContinue
            Get-ChildItem -LiteralPath $data -Recurse -Filter *.sql | Should -BeNullOrEmpty
        }

        It 'is the rows that -Where leaves' {
            $place = New-Place
            (Export-MySqlDatabase $server $place -Table shop.items, shop.notes -Where @{ 'shop.items' = 'id > 2' }).Rows | Should -Be 3
        }

        It 'is accounts with -IncludeUser' {
            Invoke-TestSql $server "CREATE USER IF NOT EXISTS kim@localhost"
            $place = New-Place
            $null = Export-MySqlDatabase $server $place -Table shop.items -IncludeUser
            Get-Content "$place/accounts.sql" -Raw | Should -BeLike '*kim*'
            Invoke-TestSql $server "DROP USER kim@localhost"
        }

        It 'may have any name, and goes into files that any file system takes' {
            $place = New-Place
            (Export-MySqlDatabase $server $place -Database 'a/b*').Rows | Should -Be 1
            (Get-ChildItem -LiteralPath $place -Recurse).Name | ForEach-Object { $_ | Should -Match '^[\w%.~-]+$' }
        }
    }

    Context 'errors' {
        It 'tell <Id> for <What>' -ForEach @(
            @{ What = 'a database that is not there'; Id = 'DatabaseMissing'; Call = { Export-MySqlDatabase $server (New-Place) nowhere } }
            @{ What = 'a table that is not there'; Id = 'TableMissing'; Call = { Export-MySqlDatabase $server (New-Place) -Table shop.nothing } }
            @{ What = 'a pattern that nothing fits'; Id = 'DumpNothingSelected'; Call = { Export-MySqlDatabase $server (New-Place) 'now*' } }
            @{ What = 'a condition that is no SQL'; Id = 'DumpWhereInvalid'; Call = { Export-MySqlDatabase $server (New-Place) -Table shop.items -Where @{ 'shop.items' = 'id >' } } }
            @{ What = 'a condition for another table'; Id = 'DumpWhereInvalid'; Call = { Export-MySqlDatabase $server (New-Place) -Table shop.items -Where @{ 'shop.notes' = 'id = 1' } } }
            @{ What = 'a server that is not there'; Id = 'ConnectRefused'; Call = { Export-MySqlDatabase 'kim@127.0.0.1:1' (New-Place) } }
        ) {
            { & $Call } | Should -Throw -ErrorId "MySqlOps.$Id,MySqlOps.Cmdlets.Dump.ExportMySqlDatabaseCommand"
        }

        It 'about one of two servers leave the other' {
            $place = New-Place
            $exports = Export-MySqlDatabase $server, $other $place stock -ErrorAction SilentlyContinue -ErrorVariable refusals
            @($refusals).FullyQualifiedErrorId | Should -Be 'MySqlOps.DatabaseMissing,MySqlOps.Cmdlets.Dump.ExportMySqlDatabaseCommand'
            $exports.Path | Should -Be (Join-Path $place "127.0.0.1_$($other.Port)")
        }
    }

    Context 'the pipeline' {
        It 'takes the databases that disk usage picks, and not the server''s own' {
            $export = Get-MySqlDiskUsage $server -Database shop, sys | Where-Object FileBytes -lt 1GB | Export-MySqlDatabase -Path (New-Place) -WarningAction SilentlyContinue
            $export.Databases | Should -Be 'shop'
        }

        It 'takes the tables that disk usage picks, whatever they are called' {
            $export = Get-MySqlDiskUsage $server -TableName shop.items, 'a/b*' | Export-MySqlDatabase -Path (New-Place)
            $export.Tables | Should -Be 2
            $export.Rows | Should -Be 5
        }

        It 'takes two servers, and makes a folder for each' {
            $place = New-Place
            $exports = $server, $other | Get-MySqlDiskUsage -Table | Where-Object Table -in items, parts | Export-MySqlDatabase -Path $place
            $exports.Path | Should -Be (Join-Path $place "127.0.0.1_$($server.Port)"), (Join-Path $place "127.0.0.1_$($other.Port)")
            $exports.Rows | Should -Be 4, 2
        }

        It 'goes on into Import-MySqlDatabase' {
            $import = Export-MySqlDatabase $server (New-Place) $odd.Replace('*', '`*') | Import-MySqlDatabase $other
            $import.Databases | Should -Be $odd
            (Invoke-TestSql $other "SELECT HEX(t) AS t FROM ``$odd``.``$odd``").t | Should -Be 'E9'
        }
    }

    Context 'paths' {
        It 'start at PowerShell''s location, not at the process''s' {
            $place = (New-Item -ItemType Directory (New-Place)).FullName
            Push-Location $place
            try { (Export-MySqlDatabase $server sub/night -Table shop.items).Path | Should -Be (Join-Path $place 'sub/night') } finally { Pop-Location }
            Join-Path $place 'sub/night/manifest.json' | Should -Exist
        }

        It 'of a drive of PowerShell''s are understood' {
            (Export-MySqlDatabase $server TestDrive:/byDrive -Table shop.items).Path | Should -Be (Join-Path (Convert-Path TestDrive:/) 'byDrive')
        }
    }

    Context 'replication' {
        BeforeAll {
            $place = New-Place
            $null = Export-MySqlDatabase $server $place -Table shop.items -ReplicationSource ThisServer -WarningVariable warnings -WarningAction SilentlyContinue
        }

        It 'gets its statements, without a password' {
            $text = Get-Content "$place/replication.sql" -Raw
            $text | Should -Match "(?m)^SET @@GLOBAL.gtid_purged = '\+"
            $text | Should -Match "(?m)^CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = $($server.Port), SOURCE_AUTO_POSITION = 1;"
            $text | Should -Not -Match 'SOURCE_PASSWORD'
        }

        It 'is warned of when the export is a part' { "$warnings" | Should -BeLike '*whole server*' }

        It 'goes into another file, as comments and without GTIDs' {
            $file = New-Place
            $null = Export-MySqlDatabase $server (New-Place) -Table shop.items -ReplicationSource ThisServer -ReplicationFile $file -CommentReplication -SkipGtid
            $lines = Get-Content $file
            $lines | Where-Object { $_ -notlike '--*' } | Should -BeNullOrEmpty
            $lines -join "`n" | Should -Match "SOURCE_LOG_FILE = 'binlog"
            $lines -join "`n" | Should -Not -Match 'gtid_purged'
        }
    }

    It 'writes nothing with -WhatIf, and asks the server nothing' {
        $place = New-Place
        Invoke-TestSql $server 'TRUNCATE mysql.general_log'
        Export-MySqlDatabase $server $place shop -WhatIf | Should -BeNullOrEmpty
        $place | Should -Not -Exist
        (Invoke-TestSql $server "SELECT COUNT(*) AS n FROM mysql.general_log WHERE argument LIKE '%LOCK%'").n | Should -Be 1 -Because 'that is this very question'
    }

    It 'says how far it is, with bytes and rows' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("param(`$Server, `$Path) Import-Module '$manifest'; Export-MySqlDatabase `$Server `$Path shop").AddArgument($server).AddArgument((New-Place))
            $null = $shell.Invoke()
            $progress = @($shell.Streams.Progress | Where-Object Activity -Like 'Export*')
            $progress | Should -Not -BeNullOrEmpty
            $progress[-1].RecordType | Should -Be 'Completed'
        }
        finally { $shell.Dispose() }
    }

    Context 'Ctrl+C' {
        BeforeAll {
            # The export waits for this statement before it locks.
            $lock = Open-TestConnection $server
            Invoke-TestSql $lock 'LOCK TABLES shop.items WRITE'
            $place = New-Place
            $shell = [powershell]::Create()
            $null = $shell.AddScript("param(`$Server, `$Path) Import-Module '$manifest'; Export-MySqlDatabase `$Server `$Path shop").AddArgument($server).AddArgument($place)
            $run = $shell.BeginInvoke()
            Wait-For { Invoke-TestSql $server "SELECT 1 FROM performance_schema.processlist WHERE INFO LIKE 'FLUSH TABLES WITH%'" }
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $seconds = $clock.Elapsed.TotalSeconds
        }

        AfterAll {
            $shell.Dispose()
            $lock.Dispose()
        }

        It 'returns within two seconds' { $seconds | Should -BeLessThan 4 }

        It 'leaves no lock and no session' {
            $lock.Dispose()
            Wait-For { -not (Invoke-TestSql $server "SELECT 1 FROM performance_schema.processlist WHERE ID <> CONNECTION_ID() AND USER = 'root' AND COMMAND <> 'Daemon'") } -Seconds 5
            Invoke-TestSql $server 'SET lock_wait_timeout = 1; UPDATE shop.items SET id = 1 WHERE id = 1; ALTER TABLE shop.items COMMENT = '''''
        }

        It 'leaves nothing that import takes' {
            { Import-MySqlDatabase $other $place } | Should -Throw -ErrorId 'MySqlOps.*'
        }
    }
}
