Describe 'Copy-MySqlDatabase' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopc$PID"
        $source, $target = New-MySqlSandbox -Count 2 -Path $folder -Option @{ local_infile = $true } -ErrorAction Stop
        Invoke-TestSql $source (@(
                'CREATE DATABASE shop; CREATE TABLE shop.items (id int PRIMARY KEY, name varchar(40)); INSERT INTO shop.items VALUES (1, ''a''), (2, NULL)'
                'CREATE TABLE shop.notes (n int); INSERT INTO shop.notes VALUES (1), (1)'
                'CREATE TABLESPACE attic ADD DATAFILE ''attic.ibd''; CREATE TABLE shop.old (id int PRIMARY KEY) TABLESPACE attic'
                'CREATE VIEW shop.some AS SELECT id FROM shop.items; CREATE FUNCTION shop.count_items() RETURNS int READS SQL DATA RETURN (SELECT COUNT(*) FROM shop.items)'
            ) -join '; ')

        function Get-Checksum($Server, [string] $Table) { (Invoke-TestSql $Server "CHECKSUM TABLE $Table").Checksum }
        function Clear-Copy { foreach ($each in $source, $target) { Invoke-TestSql $each 'DROP DATABASE IF EXISTS trial; DROP DATABASE IF EXISTS mysqlops' }; Invoke-TestSql $target 'DROP DATABASE IF EXISTS shop' }
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    BeforeEach { Clear-Copy }

    It 'copies to another server' {
        $copy = Copy-MySqlDatabase $source $target shop -WarningAction SilentlyContinue
        $copy.Rows | Should -Be 4
        $copy.Origin | Should -Be $source.Endpoint
        "$($copy.Server)" | Should -Be "$target"
        foreach ($table in 'shop.items', 'shop.notes') { Get-Checksum $target $table | Should -Be (Get-Checksum $source $table) }
        (Invoke-TestSql $target 'SELECT shop.count_items() AS n').n | Should -Be 2
    }

    It 'makes a table that has no tablespace there into one with its own file, and says so' {
        $null = Copy-MySqlDatabase $source $target shop -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*shop.old*attic*'
        Invoke-TestSql $target 'INSERT INTO shop.old VALUES (1)'
    }

    It 'copies within one server, under another name' {
        $null = Copy-MySqlDatabase $source $source shop -Table items, notes -RenameDatabase @{ shop = 'trial' }
        foreach ($table in 'items', 'notes') { Get-Checksum $source "trial.$table" | Should -Be (Get-Checksum $source "shop.$table") }
    }

    It 'names what it does not rewrite' {
        $copy = Copy-MySqlDatabase $source $source shop -RenameDatabase @{ shop = 'trial' } -WarningAction SilentlyContinue
        "$($copy.Warnings)" | Should -BeLike '*trial.count_items*'
    }

    It 'does not copy a database onto itself: <_>' -ForEach 'Error', 'Skip', 'Replace' {
        { Copy-MySqlDatabase $source $source shop -IfExists $_ -Force } | Should -Throw -ErrorId 'MySqlOps.LoadNameCollision,MySqlOps.Cmdlets.Load.CopyMySqlDatabaseCommand'
        (Invoke-TestSql $source 'SELECT COUNT(*) AS n FROM shop.items').n | Should -Be 2
    }

    It 'leaves what is there, refuses it, or replaces it' {
        $null = Copy-MySqlDatabase $source $target -Table shop.items
        { Copy-MySqlDatabase $source $target -Table shop.items } | Should -Throw -ErrorId 'MySqlOps.LoadObjectExists,*'
        (Copy-MySqlDatabase $source $target -Table shop.items -IfExists Skip -WarningAction SilentlyContinue).Rows | Should -Be 0
        (Copy-MySqlDatabase $source $target -Table shop.items -IfExists Replace -Force).Rows | Should -Be 2
    }

    It 'takes the rows that -Where leaves' {
        (Copy-MySqlDatabase $source $target -Table shop.items -Where @{ 'shop.items' = 'id = 2' }).Rows | Should -Be 1
    }

    It 'takes what disk usage picks' {
        $copies = Get-MySqlDiskUsage $source -TableName items, notes | Copy-MySqlDatabase -Destination $target
        ($copies | Measure-Object Rows -Sum).Sum | Should -Be 4
    }

    It 'takes definitions alone' { (Copy-MySqlDatabase $source $target shop -Content Schema -WarningAction SilentlyContinue).Rows | Should -Be 0 }

    It 'writes nothing with -WhatIf' {
        $before = $source, $target | ForEach-Object { (Invoke-TestSql $_ 'SELECT @@GLOBAL.gtid_executed AS gtids').gtids }
        Copy-MySqlDatabase $source $target shop -WhatIf -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $source, $target | ForEach-Object { (Invoke-TestSql $_ 'SELECT @@GLOBAL.gtid_executed AS gtids').gtids } | Should -Be $before
    }

    It 'tells <Id> for <What>' -ForEach @(
        @{ What = 'a database that is not there'; Id = 'DatabaseMissing'; Call = { Copy-MySqlDatabase $source $target nowhere } }
        @{ What = 'a source that is not there'; Id = 'ConnectRefused'; Call = { Copy-MySqlDatabase 'kim@127.0.0.1:1' $target } }
        @{ What = 'a destination that is not there'; Id = 'ConnectRefused'; Call = { Copy-MySqlDatabase $source 'kim@127.0.0.1:1' } }
    ) {
        { & $Call } | Should -Throw -ErrorId "MySqlOps.$Id,*"
    }

    It 'leaves no session on either server' {
        $null = Copy-MySqlDatabase $source $target -Table shop.items
        foreach ($each in $source, $target) {
            Wait-For { -not (Invoke-TestSql $each "SELECT 1 FROM performance_schema.processlist WHERE ID <> CONNECTION_ID() AND USER = 'root' AND COMMAND <> 'Daemon'") } -Seconds 5
        }
    }
}
