Describe 'Import-MySqlDatabase' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopi$PID"
        $source, $target = New-MySqlSandbox -Count 2 -Path $folder -Option @{ general_log = $true; log_output = 'TABLE'; local_infile = $true } -ErrorAction Stop
        $manifest = (Resolve-Path "$PSScriptRoot/../../../MySqlOps.psd1").Path
        Invoke-TestSql $source (@(
                'CREATE DATABASE shop; CREATE TABLE shop.items (id int PRIMARY KEY, name varchar(40), price float, raw varbinary(9), KEY (name))'
                "INSERT INTO shop.items VALUES (1, 'plain', 0.1, 0x00FF), (2, 'a,b\""c\nd', NULL, NULL), (3, '', -0, ''), (4, NULL, 16777216, 0x0A)"
                'CREATE TABLE shop.orders (id int PRIMARY KEY, item int, FOREIGN KEY (item) REFERENCES items (id)); INSERT INTO shop.orders VALUES (1, 1), (2, 2)'
                'CREATE VIEW shop.cheap AS SELECT id FROM shop.items WHERE price < 1; CREATE TRIGGER shop.tr BEFORE INSERT ON shop.orders FOR EACH ROW SET @n = 1'
                'CREATE FUNCTION shop.first_item() RETURNS int DETERMINISTIC RETURN 1'
            ) -join '; ')
        $export = Export-MySqlDatabase $source (Join-Path $TestDrive 'shop') shop

        function Get-Checksum($Server, [string] $Table) { (Invoke-TestSql $Server "CHECKSUM TABLE $Table").Checksum }

        # What is left behind would be in the next test's way.
        function Clear-Target { Invoke-TestSql $target 'DROP DATABASE IF EXISTS shop; DROP DATABASE IF EXISTS store; DROP DATABASE IF EXISTS mysqlops' }

        function New-Text([string] $Name, [string] $Text) {
            $path = Join-Path $TestDrive $Name
            [IO.File]::WriteAllText($path, $Text)
            $path
        }
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    Context 'an export' {
        BeforeAll {
            Clear-Target
            $import = $export | Import-MySqlDatabase $target -WarningVariable warnings
        }

        It 'is told' {
            "$($import.Server)" | Should -Be "$target"
            $import.Origin | Should -Be $export.Path
            $import.Databases | Should -Be 'shop'
            $import.Tables | Should -Be 2
            $import.Rows | Should -Be 6
            $import.Statements | Should -BeNullOrEmpty
            $import.Resumed | Should -BeFalse
            $import.Orphans | Should -BeNullOrEmpty
            $import.Warnings | Should -BeNullOrEmpty
            $warnings | Should -BeNullOrEmpty
        }

        It 'is shown with sizes and spans, and without what does not apply' {
            $text = $import | Out-String -Width 100
            $text | Should -Match '(?m)^Size +: \d+ B in \d+ files'
            $text | Should -Not -Match '(?m)^(Statements|Orphans|Resumed|RejectFiles)'
        }

        It 'has the same rows: <_>' -ForEach 'shop.items', 'shop.orders' { Get-Checksum $target $_ | Should -Be (Get-Checksum $source $_) }

        It 'has its view, trigger and function' {
            (Invoke-TestSql $target "SELECT COUNT(*) AS n FROM information_schema.VIEWS WHERE TABLE_SCHEMA = 'shop'").n | Should -Be 1
            (Invoke-TestSql $target "SELECT COUNT(*) AS n FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'shop'").n | Should -Be 1
            (Invoke-TestSql $target 'SELECT shop.first_item() AS n').n | Should -Be 1
        }

        It 'is refused a second time, and the objects are named' {
            { Import-MySqlDatabase $target $export.Path } | Should -Throw '*shop.items*' -ErrorId 'MySqlOps.LoadObjectExists,MySqlOps.Cmdlets.Load.ImportMySqlDatabaseCommand'
        }

        It 'leaves what is there with -IfExists Skip, and says so' {
            Invoke-TestSql $target "UPDATE shop.items SET name = 'mine' WHERE id = 1"
            (Import-MySqlDatabase $target $export.Path -IfExists Skip -WarningAction SilentlyContinue -WarningVariable skipped).Rows | Should -Be 0
            "$skipped" | Should -BeLike '*shop.items*'
            (Invoke-TestSql $target 'SELECT name FROM shop.items WHERE id = 1').name | Should -Be 'mine'
        }

        It 'replaces what is there with -IfExists Replace -Force' {
            (Import-MySqlDatabase $target $export.Path -IfExists Replace -Force).Rows | Should -Be 6
            (Invoke-TestSql $target 'SELECT name FROM shop.items WHERE id = 1').name | Should -Be 'plain'
        }

        It 'is loaded in part, under another name' {
            (Import-MySqlDatabase $target $export.Path -Table items -RenameDatabase @{ shop = 'store' }).Databases | Should -Be 'store'
            Get-Checksum $target store.items | Should -Be (Get-Checksum $source shop.items)
        }

        It 'gets the engine of -Engine' {
            $null = Import-MySqlDatabase $target $export.Path -Table items -RenameDatabase @{ shop = 'store' } -Engine MyISAM -IfExists Replace -Force
            (Invoke-TestSql $target "SELECT ENGINE AS e FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'store'").e | Should -Be 'MyISAM'
        }

        It 'tells rows without parents' {
            Clear-Target
            $partial = Export-MySqlDatabase $source (Join-Path $TestDrive 'orphans') shop -Where @{ 'shop.items' = 'id > 1' }
            $orphaned = $partial | Import-MySqlDatabase $target -WarningAction SilentlyContinue -WarningVariable said
            $orphaned.Orphans.Rows | Should -Be 1
            "$said" | Should -BeLike '*orders*items*'
            $orphaned.Orphans | Out-String -Width 100 | Should -Match 'shop\.orders .*shop\.items +1'
        }
    }

    Context '-WhatIf' {
        BeforeAll {
            Clear-Target
            $before = (Invoke-TestSql $target 'SELECT @@GLOBAL.gtid_executed AS gtids').gtids
            $lines = Invoke-CleanPwsh "Import-Module '$manifest'; Import-MySqlDatabase '$($target.Source)' '$($export.Path)' -WhatIf"
        }

        It 'shows the plan' {
            $lines -join "`n" | Should -BeLike '*Create database shop*Create table shop.items*Load rows into shop.items: 1 chunk, 4 rows*foreign keys*Create view shop.cheap*Create trigger shop.tr*'
        }

        It 'writes nothing' {
            (Invoke-TestSql $target 'SELECT @@GLOBAL.gtid_executed AS gtids').gtids | Should -Be $before
            Invoke-TestSql $target "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME IN ('shop', 'mysqlops')" | Should -BeNullOrEmpty
        }

        It 'is an error for what would be refused' {
            $null = Import-MySqlDatabase $target $export.Path
            { Import-MySqlDatabase $target $export.Path -WhatIf } | Should -Throw -ErrorId 'MySqlOps.LoadObjectExists,*'
        }
    }

    Context 'a script' {
        BeforeAll {
            Clear-Target
            $script = New-Text 'dump.sql' "CREATE DATABASE store;`nUSE store;`nCREATE TABLE t (id int PRIMARY KEY, t text);`nDELIMITER //`nCREATE PROCEDURE p() BEGIN SELECT 1; END//`nDELIMITER ;`nINSERT INTO t VALUES (1, 'a;b'), (2, '\'');`n"
        }

        It 'is run' {
            $import = Import-MySqlDatabase $target $script
            $import.Statements | Should -Be 5
            $import.Rows | Should -Be 3 -Because 'the server counts CREATE DATABASE as one'
            $import.Tables | Should -BeNullOrEmpty
            (Invoke-TestSql $target 'SELECT t FROM store.t ORDER BY id').t | Should -Be 'a;b', "'"
        }

        It 'of an export is loaded, packed or not: <_>' -ForEach 'round.sql', 'round.sql.gz' {
            Clear-Target
            $null = Export-MySqlDatabase $source (Join-Path $TestDrive $_) shop | Import-MySqlDatabase $target -WarningVariable said
            $said | Should -BeNullOrEmpty
            foreach ($table in 'shop.items', 'shop.orders') { Get-Checksum $target $table | Should -Be (Get-Checksum $source $table) }
        }

        It 'goes into the database of -Database' {
            $null = Import-MySqlDatabase $target (New-Text 'bare.sql' 'CREATE TABLE bare (id int);') -Database shop
            Invoke-TestSql $target "SELECT 1 AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'shop' AND TABLE_NAME = 'bare'" | Should -Not -BeNullOrEmpty
        }

        It 'names file, line and statement of what fails' {
            $bad = New-Text 'bad.sql' "SELECT 1;`n`nCREATE TABEL x (id int);"
            { Import-MySqlDatabase $target $bad } | Should -Throw "*$bad, line 3: *1064*CREATE TABEL*" -ErrorId 'MySqlOps.LoadStatementFailed,*'
        }

        It 'runs no command that reads other files or runs programs: <_>' -ForEach 'source other.sql', '\! ls', 'system ls' {
            { Import-MySqlDatabase $target (New-Text 'evil.sql' "$_`n") } | Should -Throw -ErrorId 'MySqlOps.LoadCommandRefused,*'
        }

        It 'leaves the ones after a bad one' {
            $paths = (New-Text 'bad.sql' 'SELEC 1;'), (New-Text 'good.sql' 'DO 1;')
            $imports = Import-MySqlDatabase $target $paths -ErrorAction SilentlyContinue -ErrorVariable refusals
            $imports.Origin | Should -Be $paths[1]
            @($refusals).FullyQualifiedErrorId | Should -Be 'MySqlOps.LoadStatementFailed,MySqlOps.Cmdlets.Load.ImportMySqlDatabaseCommand'
        }

        It 'is not run with -WhatIf' {
            $before = (Invoke-TestSql $target 'SELECT @@GLOBAL.gtid_executed AS gtids').gtids
            Import-MySqlDatabase $target (New-Text 'w.sql' 'CREATE DATABASE never;') -WhatIf | Should -BeNullOrEmpty
            (Invoke-TestSql $target 'SELECT @@GLOBAL.gtid_executed AS gtids').gtids | Should -Be $before
        }
    }

    Context 'rows' {
        BeforeEach {
            Clear-Target
            Invoke-TestSql $target 'CREATE DATABASE shop; CREATE TABLE shop.items (id int PRIMARY KEY, name varchar(40), price float, raw varbinary(9), KEY (name))'
        }

        It 'come back from <_>' -ForEach 'Csv', 'Tsv', 'Json' {
            $place = Join-Path $TestDrive $_
            $null = Export-MySqlDatabase $source $place -Table shop.items -Format $_
            (Import-MySqlDatabase $target (Get-ChildItem $place).FullName -Table shop.items).Rows | Should -Be 4
            Get-Checksum $target shop.items | Should -Be (Get-Checksum $source shop.items)
        }

        It 'of another program are read as they are' {
            $file = Join-Path $TestDrive 'people.csv'
            [IO.File]::WriteAllBytes($file, [Text.Encoding]::Latin1.GetBytes("7;größe;x;DEAD`n8;-;y;`n"))
            $import = Import-MySqlDatabase $target $file -Database shop -Table items -NoHeader -ColumnName id, title, what, raw -ColumnMap @{ title = 'name'; what = '' } -Delimiter ';' -CharacterSet latin1 -NullMarker '-' -BinaryFormat Hex
            $import.Rows | Should -Be 2
            $rows = Invoke-TestSql $target 'SELECT name, price, HEX(raw) AS raw FROM shop.items ORDER BY id'
            $rows[0].name | Should -Be 'größe'
            $rows[0].raw | Should -Be 'DEAD'
            $rows[1].name | Should -BeNullOrEmpty
        }

        It 'that do not fit go to a reject file, and their chunk stays out' {
            $file = New-Text 'wide.csv' "id,name`n1,short`n2,$('x' * 50)`n"
            { Import-MySqlDatabase $target $file -Table shop.items } | Should -Throw -ErrorId 'MySqlOps.LoadRejected,*'
            (Invoke-TestSql $target 'SELECT COUNT(*) AS n FROM shop.items').n | Should -Be 0
            $rejected = Get-ChildItem "$file.rejects" | Get-Content | ConvertFrom-Json
            $rejected.row, $rejected.column, $rejected.code | Should -Be 2, 'name', 1265
        }

        It 'that do not fit are taken as the server changes them with -AllowWarning' {
            $file = New-Text 'allowed.csv' "id,name`n1,short`n2,$('x' * 50)`n"
            (Import-MySqlDatabase $target $file -Table shop.items -AllowWarning -WarningAction SilentlyContinue).Rows | Should -Be 2
        }

        It 'go to -RejectPath, relative to PowerShell''s location' {
            $file = New-Text 'moved.csv' "id,name`n1,$('x' * 50)`n"
            Push-Location $TestDrive
            try { { Import-MySqlDatabase $target moved.csv -Table shop.items -RejectPath refused } | Should -Throw -ErrorId 'MySqlOps.LoadRejected,*' } finally { Pop-Location }
            Get-ChildItem (Join-Path $TestDrive 'refused') | Should -HaveCount 1
        }

        It 'need a table: <Id> without it' -ForEach @(
            @{ Id = 'TableMissing'; Arguments = @{} }
            @{ Id = 'TableMissing'; Arguments = @{ Table = 'shop.nothing' } }
            @{ Id = 'LoadColumnInvalid'; Arguments = @{ Table = 'shop.items'; ColumnMap = @{ id = 'nothing' } } }
        ) {
            { Import-MySqlDatabase $target (New-Text 'lost.csv' "id`n1`n") @Arguments } | Should -Throw -ErrorId "MySqlOps.$Id,*"
        }

        It 'of a folder are imported file by file' {
            $rows = Export-MySqlDatabase $source (Join-Path $TestDrive 'byFile') -Table shop.items -Format Csv
            { $rows | Import-MySqlDatabase $target -Table shop.items } | Should -Throw -ErrorId 'MySqlOps.LoadFileInvalid,*'
        }
    }

    Context 'a server that is not to be loaded into' {
        BeforeAll { Clear-Target }

        It 'is one that is read-only' {
            Invoke-TestSql $target 'SET GLOBAL super_read_only = ON'
            try { { Import-MySqlDatabase $target $export.Path } | Should -Throw -ErrorId 'MySqlOps.LoadTargetReadOnly,*' } finally { Invoke-TestSql $target 'SET GLOBAL super_read_only = OFF; SET GLOBAL read_only = OFF' }
        }

        It 'is one that is a replica, unless it is allowed' {
            Invoke-TestSql $target "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = 1, SOURCE_USER = 'nobody'"
            try {
                { Import-MySqlDatabase $target $export.Path } | Should -Throw -ErrorId 'MySqlOps.LoadTargetIsReplica,*'
                (Import-MySqlDatabase $target $export.Path -AllowReplica).Rows | Should -Be 6
            }
            finally { Invoke-TestSql $target 'RESET REPLICA ALL' }
        }
    }

    Context 'what is no export' {
        It 'is refused by its name: <Id>' -ForEach @(
            @{ Id = 'ExportIncomplete'; Name = 'empty'; Make = { $null = New-Item -ItemType Directory $path } }
            @{ Id = 'ExportIncomplete'; Name = 'torn'; Make = { Copy-Item -Recurse $export.Path $path; Remove-Item "$path/manifest.json" } }
            @{ Id = 'ExportDamaged'; Name = 'hurt'; Make = { Copy-Item -Recurse $export.Path $path; Set-Content "$path/manifest.json" '{' } }
            @{ Id = 'LoadFileInvalid'; Name = 'what.bin'; Make = { Set-Content $path 'x' } }
            @{ Id = 'FileFailed'; Name = 'nothing.sql'; Make = { } }
        ) {
            $path = Join-Path $TestDrive $Name
            & $Make
            { Import-MySqlDatabase $target $path } | Should -Throw -ErrorId "MySqlOps.$Id,MySqlOps.Cmdlets.Load.ImportMySqlDatabaseCommand"
        }
    }

    It 'says nothing about GTIDs unless it is asked' {
        Clear-Target
        $said = Import-MySqlDatabase $target $export.Path *>&1
        $said | Should -HaveCount 1
        Clear-Target
        (Import-MySqlDatabase $target $export.Path -Verbose *>&1) -join "`n" | Should -BeLike '*gtid_purged*'
    }

    Context 'Ctrl+C' {
        BeforeAll {
            Clear-Target
            $shell = [powershell]::Create()
            $script = "param(`$Server, `$Path) Import-Module '$manifest'; Import-MySqlDatabase `$Server `$Path -MaxBytesPerSecond 20"
            $null = $shell.AddScript($script).AddArgument($target).AddArgument($export.Path)
            $run = $shell.BeginInvoke()
            Wait-For { Invoke-TestSql $target "SELECT 1 FROM performance_schema.processlist WHERE INFO LIKE 'LOAD DATA%'" } -Seconds 20
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $seconds = $clock.Elapsed.TotalSeconds
        }

        AfterAll { $shell.Dispose() }

        It 'returns within two seconds' { $seconds | Should -BeLessThan 4 }

        It 'leaves no session' {
            Wait-For { -not (Invoke-TestSql $target "SELECT 1 FROM performance_schema.processlist WHERE ID <> CONNECTION_ID() AND USER = 'root' AND COMMAND <> 'Daemon'") } -Seconds 5
        }

        It 'is gone on with by the same command' {
            $import = Import-MySqlDatabase $target $export.Path
            $import.Resumed | Should -BeTrue
            foreach ($table in 'shop.items', 'shop.orders') { Get-Checksum $target $table | Should -Be (Get-Checksum $source $table) }
        }
    }
}
