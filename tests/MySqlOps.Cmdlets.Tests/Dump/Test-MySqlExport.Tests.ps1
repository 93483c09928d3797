Describe 'Test-MySqlExport' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopx$PID"
        $server = New-MySqlSandbox -Path $folder -ErrorAction Stop
        Invoke-TestSql $server (@(
                'CREATE DATABASE shop; CREATE TABLE shop.items (id int PRIMARY KEY, name varchar(40)); INSERT INTO shop.items VALUES (1, ''a''), (2, ''b'')'
                'CREATE TABLE shop.documents (id int PRIMARY KEY, d json); INSERT INTO shop.documents VALUES (1, JSON_OBJECT(''price'', CAST(1.10 AS DECIMAL(5, 2))))'
            ) -join '; ')
        $whole = Join-Path $TestDrive 'whole'
        $export = Export-MySqlDatabase $server $whole -WarningAction SilentlyContinue

        function Copy-Whole {
            $copy = Join-Path $TestDrive ([guid]::NewGuid().ToString('N').Substring(0, 8))
            Copy-Item -LiteralPath $whole $copy -Recurse
            $copy
        }
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'finds a whole export whole' {
        $test = Test-MySqlExport $whole
        $test.IsWhole | Should -BeTrue
        $test.WasRestored | Should -BeFalse
        $test.Rows | Should -Be 3
        $test.Files | Should -Be $export.Files
        $test.Bytes | Should -Be $export.Bytes
        $test.Problems | Should -BeNullOrEmpty
    }

    It 'takes an export from the pipeline' { ($export | Test-MySqlExport).IsWhole | Should -BeTrue }

    It 'takes a path relative to PowerShell''s location' {
        Push-Location $TestDrive
        try { (Test-MySqlExport whole).Path | Should -Be $whole } finally { Pop-Location }
    }

    It 'finds <What>' -ForEach @(
        @{ What = 'a file that is missing'; Harm = { Remove-Item "$copy/shop/items.table.sql" }; File = 'items.table.sql' }
        @{ What = 'a file that grew'; Harm = { Add-Content "$copy/shop/items.00001.tsv" 'x' }; File = 'items.00001.tsv' }
        @{ What = 'a file that was changed'; Harm = { (Get-Content "$copy/shop/items.00001.tsv" -Raw).Replace('a', 'c') | Set-Content "$copy/shop/items.00001.tsv" -NoNewline }; File = 'items.00001.tsv' }
    ) {
        $copy = Copy-Whole
        & $Harm
        $test = Test-MySqlExport $copy
        $test.IsWhole | Should -BeFalse
        $test.Problems.Path | Should -Be (Join-Path $copy "shop/$File")
        $test | Out-String -Width 200 | Should -BeLike "*Problems*$File*"
        $test.Problems | Out-String -Width 200 | Should -BeLike "*Path*$File*Message*"
    }

    It 'is an error for a folder without its manifest' {
        $copy = Copy-Whole
        Remove-Item "$copy/manifest.json"
        { Test-MySqlExport $copy } | Should -Throw -ErrorId 'MySqlOps.ExportIncomplete,MySqlOps.Cmdlets.Dump.TestMySqlExportCommand'
    }

    It 'is one error of several folders, and tests the others' {
        $tests = Test-MySqlExport $whole, (Join-Path $TestDrive 'nothing'), $whole -ErrorAction SilentlyContinue -ErrorVariable refusals
        $tests.Count | Should -Be 2
        @($refusals).FullyQualifiedErrorId | Should -Be 'MySqlOps.ExportIncomplete,MySqlOps.Cmdlets.Dump.TestMySqlExportCommand'
    }

    Context '-Deep' {
        BeforeAll {
            $test = Test-MySqlExport $whole -Deep -WarningVariable warnings -WarningAction SilentlyContinue
        }

        It 'restores it, and finds all rows' {
            $test.WasRestored | Should -BeTrue
            $test.IsWhole | Should -BeTrue
            $test.Problems | Should -BeNullOrEmpty
        }

        It 'says what the export can''t keep, and what is not compared for it' { "$warnings" | Should -BeLike '*d of shop.documents*' }

        It 'leaves no server and no folder' {
            Get-ChildItem ([IO.Path]::GetTempPath()) -Filter 'mysqlops-rehearsal-*' | Where-Object CreationTime -GT (Get-Date).AddSeconds(-30) | Should -BeNullOrEmpty
        }

        It 'finds a definition that can''t be loaded' {
            $copy = Copy-Whole
            $file = "$copy/shop/items.table.sql"
            (Get-Content $file -Raw).Replace('varchar(40)', 'varchar(99)').Replace('`name`', '`naam`') | Set-Content $file -NoNewline
            $record = Get-Content "$copy/manifest.json" -Raw | ConvertFrom-Json -Depth 20
            $definition = ($record.databases[0].tables | Where-Object name -EQ 'items').definition
            $definition.bytes = (Get-Item $file).Length
            $definition.sha256 = (Get-FileHash $file).Hash.ToLowerInvariant()
            $record | ConvertTo-Json -Depth 20 | Set-Content "$copy/manifest.json"
            $forged = Test-MySqlExport $copy -Deep -WarningAction SilentlyContinue
            $forged.WasRestored | Should -BeTrue
            $forged.IsWhole | Should -BeFalse
            $forged.Problems.Message | Should -BeLike '*can''t be restored*'
        }
    }
}
