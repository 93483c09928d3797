Describe 'Compare-MySqlDatabase' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopk$PID"
        $source, $target = New-MySqlSandbox -Count 2 -Path $folder -Option @{ local_infile = $true } -ErrorAction Stop
        $shop = 'CREATE DATABASE shop; CREATE TABLE shop.items (id int PRIMARY KEY, name varchar(40) COMMENT ''what'', price decimal(10,2)); INSERT INTO shop.items VALUES (1, ''a'', 1), (2, NULL, 2), (3, ''c'', 3); ' +
            'CREATE TABLE shop.same (id int PRIMARY KEY); CREATE VIEW shop.some AS SELECT id FROM shop.items; CREATE FUNCTION shop.one() RETURNS int DETERMINISTIC RETURN 1'
        foreach ($each in $source, $target) { Invoke-TestSql $each $shop }
        Invoke-TestSql $target ('ALTER TABLE shop.items MODIFY name varchar(20) COMMENT ''who''; UPDATE shop.items SET price = 9 WHERE id = 1; DELETE FROM shop.items WHERE id = 2; INSERT INTO shop.items VALUES (7, ''g'', 7); ' +
            'DROP FUNCTION shop.one; CREATE FUNCTION shop.one() RETURNS int DETERMINISTIC RETURN 2; CREATE TABLE shop.extra (id int PRIMARY KEY)')
        $all = @(Compare-MySqlDatabase $source $target shop)
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'finds each difference once' {
        @($all | Where-Object Kind -EQ RowDiffers).Key | Should -Be 'id = 1'
        @($all | Where-Object Kind -EQ RowMissing).Key | Should -Be 'id = 2'
        @($all | Where-Object Kind -EQ RowExtra).Key | Should -Be 'id = 7'
        @($all | Where-Object Kind -EQ MissingOnSource).Name | Should -Be 'extra'
        @($all | Where-Object { $_.Kind -eq 'DefinitionDiffers' -and $_.ObjectType -eq 'Function' }).Name | Should -Be 'one'
        @($all | Where-Object { $_.Kind -eq 'DefinitionDiffers' -and $_.ObjectType -eq 'Table' }).Name | Select-Object -Unique | Should -Be 'items'
    }

    It 'names the column of a row, and both values' {
        $row = $all | Where-Object Kind -EQ RowDiffers
        $row.Column | Should -Be 'price'
        $row.Columns[0].SourceValue | Should -Be '1.00'
        $row.Columns[0].TargetValue | Should -Be '9.00'
        $row.Sql | Should -BeLike 'UPDATE*?price? = 1.00*'
        $row.ReverseSql | Should -BeLike 'UPDATE*?price? = 9.00*'
    }

    It 'names what would be lost' {
        ($all | Where-Object Name -EQ extra).IsDestructive | Should -BeTrue
        ($all | Where-Object Name -EQ extra).Destroys | Should -Not -BeNullOrEmpty
        ($all | Where-Object Kind -EQ RowDiffers).IsDestructive | Should -BeFalse
    }

    It 'says one word with -Quiet' {
        Compare-MySqlDatabase $source $target shop -Quiet | Should -BeFalse
        Compare-MySqlDatabase $source $target shop -Object same -Quiet | Should -BeTrue
        Compare-MySqlDatabase $source $source shop -Quiet | Should -BeTrue
    }

    It 'ends with a summary' {
        $summary = Compare-MySqlDatabase $source $target shop -Object items -Summary | Select-Object -Last 1
        $summary.IsEqual | Should -BeFalse
        $summary.RowDifferences | Should -Be 3
        $summary.Tables | Should -Be 1
        $summary.Rows | Should -Be 3
        "$($summary.Server)" | Should -Be "$target"
    }

    It 'compares definitions or rows alone' {
        (Compare-MySqlDatabase $source $target shop -Content Schema).Kind | Should -Not -Contain RowDiffers
        (Compare-MySqlDatabase $source $target shop -Content Data).Kind | Sort-Object -Unique | Should -Be RowMissing, RowExtra, RowDiffers
    }

    It 'leaves out what it is told' {
        (Compare-MySqlDatabase $source $target shop -Object items -Content Schema -Ignore Comment).SourceValue | Should -BeLike '*varchar(40)*'
        Compare-MySqlDatabase $source $target shop -Content Data -IgnoreColumn items.price | Where-Object Kind -EQ RowDiffers | Should -BeNullOrEmpty
        (Compare-MySqlDatabase $source $target shop -Content Data -Where @{ 'shop.items' = 'id < 2' }).Key | Should -Be 'id = 1'
        (Compare-MySqlDatabase $source $target shop -SkipObject Routine).Name | Should -Not -Contain one
    }

    It 'compares a database with another of the same server' {
        Invoke-TestSql $source 'CREATE DATABASE shop2; CREATE TABLE shop2.same (id int PRIMARY KEY); INSERT INTO shop2.same VALUES (1)'
        try {
            $found = Compare-MySqlDatabase $source $source shop -TargetDatabase shop2 -Object same
            $found.Kind | Should -Be RowExtra
            $found.Sql | Should -BeLike 'DELETE FROM ?shop2?.?same?*'
        }
        finally { Invoke-TestSql $source 'DROP DATABASE shop2' }
    }

    It 'wants one database for -TargetDatabase' {
        { Compare-MySqlDatabase $source $source 'sh*' -TargetDatabase shop2 } | Should -Throw '*-TargetDatabase*'
    }

    It 'prints <Type>' -ForEach @(
        @{ Type = 'Unified'; Like = "*+++ *@@*CREATE TABLE*-  ?name? varchar(20)*+  ?name? varchar(40)*PRIMARY KEY*" }
        @{ Type = 'Context'; Like = "*`*`*`**" }
        @{ Type = 'Differ'; Like = '*- *' }
        @{ Type = 'Sql'; Like = '*ALTER TABLE*' }
    ) {
        $text = (Compare-MySqlDatabase $source $target shop -Object items -DiffType $Type) -join "`n"
        $text | Should -BeOfType string
        $text | Should -BeLike $Like
    }

    It 'adds the way back to SQL as a comment' {
        (Compare-MySqlDatabase $source $target shop -Object items -Content Data -DiffType Sql -ShowReverse) -join "`n" | Should -BeLike '*-- reverse: *9.00*'
    }

    It 'makes the SQL for the source' {
        $found = Compare-MySqlDatabase $source $target shop -Content Data -ChangesFor Source
        ($found | Where-Object Kind -EQ RowDiffers).Sql | Should -BeLike '*?price? = 9.00*'
        "$($found[0].Server)" | Should -Be "$source"
    }

    It 'compares with a folder of .sql files' {
        $null = New-Item -ItemType Directory "$folder/sql" -Force
        Set-Content "$folder/sql/items.sql" 'CREATE TABLE items (id int PRIMARY KEY, name varchar(40) COMMENT ''what'', price decimal(10,2), more int);'
        $found = Compare-MySqlDatabase -SourcePath "$folder/sql" -Target $source -Database shop -Object items
        $found.Kind | Should -Be DefinitionDiffers
        $found.Property | Should -Be 'column more'
        (Invoke-TestSql $source 'SELECT COUNT(*) AS n FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE ''mysqlops%''').n | Should -Be 0
    }

    It 'compares with an export' {
        $null = Export-MySqlDatabase $source "$folder/export" shop -Content Schema
        Compare-MySqlDatabase -SourcePath "$folder/export" -Target $source -Database shop -Quiet | Should -BeTrue
        (Compare-MySqlDatabase -SourcePath "$folder/export" -Target $target -Database shop).Name | Should -Contain extra
    }

    It 'asks the server what a change costs' {
        Invoke-TestSql $target 'ALTER TABLE shop.same ADD v int'
        try { (Compare-MySqlDatabase $source $target shop -Object same -ProbeCost).Cost | Should -BeIn Instant, Inplace }
        finally { Invoke-TestSql $target 'ALTER TABLE shop.same DROP v' }
    }

    It 'ends with an error for a database that is not there' {
        { Compare-MySqlDatabase $source $target nothing } | Should -Throw -ErrorId 'MySqlOps.DatabaseMissing,*'
    }

    It 'draws differences in the console' {
        $text = $all | Out-String
        $text | Should -BeLike '*Row of shop.items: id = 1*'
        $text | Should -BeLike '*- *9.00*'
        $text | Should -BeLike '*Destructive:*'
    }
}
