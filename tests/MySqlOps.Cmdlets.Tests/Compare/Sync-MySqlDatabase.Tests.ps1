Describe 'Sync-MySqlDatabase' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mops$PID"
        $source, $target = New-MySqlSandbox -Count 2 -Path $folder -Option @{ local_infile = $true } -ErrorAction Stop
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    BeforeEach {
        foreach ($each in $source, $target) {
            Invoke-TestSql $each ('DROP DATABASE IF EXISTS shop; DROP DATABASE IF EXISTS mysqlops; CREATE DATABASE shop; CREATE TABLE shop.items (id int PRIMARY KEY, name varchar(40), place int UNIQUE); ' +
                'INSERT INTO shop.items VALUES (1, ''a'', 1), (2, ''b'', 2), (3, ''c'', 3); CREATE TABLE shop.log (id int PRIMARY KEY)')
        }
    }

    It 'does nothing with -WhatIf, and shows the steps' {
        Invoke-TestSql $target 'UPDATE shop.items SET name = ''x'' WHERE id = 1; ALTER TABLE shop.log ADD more int'
        Compare-MySqlDatabase $source $target shop | Sync-MySqlDatabase -AllowDestructive -WhatIf | Should -BeNullOrEmpty
        Compare-MySqlDatabase $source $target shop -Quiet | Should -BeFalse
    }

    It 'makes the target equal: rows, swaps of unique values, definitions' {
        Invoke-TestSql $target ('UPDATE shop.items SET place = 10 WHERE id = 1; UPDATE shop.items SET place = 1 WHERE id = 2; UPDATE shop.items SET place = 2 WHERE id = 1; DELETE FROM shop.items WHERE id = 3; ' +
            'INSERT INTO shop.items VALUES (9, ''z'', 9); ALTER TABLE shop.log ADD KEY by_id (id)')
        $steps = @(Compare-MySqlDatabase $source $target shop | Sync-MySqlDatabase -Force -Summary)
        $steps[-1].IsComplete | Should -BeTrue
        $steps[0..($steps.Count - 2)].Status | Sort-Object -Unique | Should -Be Applied
        Compare-MySqlDatabase $source $target shop -Quiet | Should -BeTrue
    }

    It 'leaves a row alone that was changed meanwhile' {
        Invoke-TestSql $target 'UPDATE shop.items SET name = ''x'' WHERE id = 1'
        $found = Compare-MySqlDatabase $source $target shop
        Invoke-TestSql $target 'UPDATE shop.items SET name = ''y'' WHERE id = 1'
        ($found | Sync-MySqlDatabase -Force).Status | Should -Be Changed
        (Invoke-TestSql $target 'SELECT name FROM shop.items WHERE id = 1').name | Should -Be 'y'
    }

    It 'does not destroy without leave' {
        Invoke-TestSql $target 'ALTER TABLE shop.log ADD more int'
        $null = Compare-MySqlDatabase $source $target shop | Sync-MySqlDatabase -Force -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.SyncDestructive,*'
        Compare-MySqlDatabase $source $target shop -Quiet | Should -BeFalse
        $null = Compare-MySqlDatabase $source $target shop | Sync-MySqlDatabase -Force -AllowDestructive
        Compare-MySqlDatabase $source $target shop -Quiet | Should -BeTrue
    }

    It 'refuses rows whose triggers would fire, or puts the triggers aside' {
        Invoke-TestSql $target 'UPDATE shop.items SET name = ''x'' WHERE id = 1'
        foreach ($each in $source, $target) { Invoke-TestSql $each 'CREATE TRIGGER shop.watch AFTER UPDATE ON shop.items FOR EACH ROW INSERT INTO shop.log VALUES (NEW.id)' }
        $null = Compare-MySqlDatabase $source $target shop | Sync-MySqlDatabase -Force -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.SyncTriggersExist,*'
        $null = Compare-MySqlDatabase $source $target shop | Sync-MySqlDatabase -Force -TriggerAction Drop
        Compare-MySqlDatabase $source $target shop -Quiet | Should -BeTrue
    }

    It 'writes a script that does the same' {
        Invoke-TestSql $target 'UPDATE shop.items SET name = ''it''''s'' WHERE id = 1; DROP TABLE shop.log'
        $null = Compare-MySqlDatabase $source $target shop -Path "$folder/changes.sql"
        $null = Import-MySqlDatabase $target "$folder/changes.sql"
        Compare-MySqlDatabase $source $target shop -Quiet | Should -BeTrue
    }

    It 'keeps out of the binary log with -SkipBinLog' {
        Invoke-TestSql $target 'UPDATE shop.items SET name = ''x'' WHERE id = 1'
        $before = (Invoke-TestSql $target 'SELECT @@GLOBAL.gtid_executed AS g').g
        $null = Compare-MySqlDatabase $source $target shop | Sync-MySqlDatabase -Force -SkipBinLog
        (Invoke-TestSql $target 'SELECT @@GLOBAL.gtid_executed AS g').g | Should -Be $before
        Compare-MySqlDatabase $source $target shop -Quiet | Should -BeTrue
    }
}
