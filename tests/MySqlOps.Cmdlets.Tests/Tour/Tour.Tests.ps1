Describe 'samples/tour.ps1' {
    BeforeAll {
        $tour = Convert-Path "$PSScriptRoot/../../../samples/tour.ps1"
        $pwsh = (Get-Process -Id $PID).Path

        # The tour as build.cs starts it: a program of its own, in a folder that is empty before and afterwards.
        function Invoke-Tour([string[]] $Argument) {
            $place = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "mopt$PID-$([guid]::NewGuid().ToString('N').Substring(0, 8))")).FullName
            try {
                $lines = & $pwsh -NoLogo -NoProfile -NonInteractive -File $tour --path $place @Argument 2>&1
                @{
                    ExitCode  = $LASTEXITCODE
                    Text      = $lines -join "`n"
                    Files     = @(Get-ChildItem -LiteralPath $place -Force -Recurse).FullName
                    Processes = @(Get-Process | Where-Object { "$($_.CommandLine)".Contains($place) }).Id
                }
            }
            finally { Remove-Item -LiteralPath $place -Recurse -Force }
        }

        function Assert-NothingLeft($Run) {
            $Run.Files | Should -BeNullOrEmpty
            $Run.Processes | Should -BeNullOrEmpty
            $Run.Text | Should -BeLike '*Nothing was left behind: no folder, no process.'
        }
    }

    Context 'with the shop' {
        BeforeAll { $run = Invoke-Tour @() }

        It 'runs to its end' {
            $run.ExitCode | Should -Be 0 -Because $run.Text
            $run.Text | Should -BeLike '*Done after*'
        }

        It 'shows the sizes of the tables' { $run.Text | Should -Match '(?m)^shop\.sale +~[\d.,]+ ' }

        It 'exports, imports, and shows that nothing differs but what was named' {
            $run.Text | Should -Match '(?m)^SnapshotMethod : GlobalReadLock'
            $run.Text | Should -Match '(?m)^IsWhole +: True'
            $run.Text | Should -Match '(?m)^WasRestored +: True'
            $run.Text | Should -Match '(?m)^Row of shop\.kind_text: id = 5'
            $run.Text | Should -Match '(?m)^  Definitions: \d+ objects, 0 differences'
            $run.Text | Should -Match '(?m)^  Rows: [\d.,]+ in 36 tables, 1 differences'
        }

        It 'finds what was changed on the copy, and puts it right' {
            $run.Text | Should -Match '(?m)^Table cafe\.drink: column name'
            $run.Text | Should -Match '(?m)^Function cafe\.with_tip'
            $run.Text | Should -Match '(?m)^Row of cafe\.drink: id = 3'
            $run.Text | Should -Match '(?m)^Applied +cafe\.drink'
            $run.Text | Should -Match '(?ms)^PS> Compare-MySqlDatabase \$source \$target cafe -Quiet\r?\nTrue'
        }

        It 'makes two replicas, one by clone and one by export, and draws them' {
            $run.Text | Should -Match '(?m)^Provisioned +: Clone'
            $run.Text | Should -Match '(?m)^Provisioned +: Export'
            $run.Text | Should -Match '(?m)^WriteTest +: Arrived'
            [regex]::Matches($run.Text, '(?m)replica +9.* identical').Count | Should -BeGreaterOrEqual 2
            $run.Text | Should -Match '(?m)^Name +: topology\.svg'
        }

        It 'breaks a replica, shows why, and mends it' {
            $run.Text | Should -Match '(?m)^Health +: Broken'
            $run.Text | Should -Match '(?m)^cafe\.drink +Differs'
            $run.Text | Should -Match '(?ms)^Provision +: Clone\s+True'
        }

        It 'makes a replica the primary' { $run.Text | Should -Match '(?m)^Outcome +: Complete' }

        It 'kills the primary under a writer, and no row that was acknowledged is lost' {
            $run.Text | Should -Match '(?m)FailoverCompleted root@'
            $run.Text | Should -Match '(?m)^Acknowledged : [1-9]'
            $run.Text | Should -Match '(?m)^Lost +: 0\r?$'
            $run.Text | Should -Match '(?m)^LongestPause : \d'
            $run.Text | Should -Match '(?m)^Kind +: Member(Rejoined|Kept)'
        }

        It 'shows the error record of the server that does not answer' { $run.Text | Should -BeLike '*MySqlOps.ConnectRefused*' }

        It 'writes no colours to a pipe' { $run.Text.Contains([char]27) | Should -BeFalse }

        It 'leaves nothing' { Assert-NothingLeft $run }
    }

    Context 'with a sample that is broken' {
        BeforeAll {
            $broken = Join-Path $TestDrive 'broken.sql'
            Set-Content $broken "CREATE DATABASE half;`nCREATE TABEL half.way (id INT);"
            $run = Invoke-Tour --sample, $broken
        }

        It 'ends with exit code 1' { $run.ExitCode | Should -Be 1 }

        It 'names the step, the file and what the server said' { $run.Text | Should -Match 'failed in step \d+, "Load broken\.sql".*broken\.sql, line 2: .* error 1064 ' }

        It 'leaves nothing' { Assert-NothingLeft $run }
    }

    Context 'with a sample that is not there' {
        BeforeAll { $run = Invoke-Tour --sample, (Join-Path $TestDrive 'no.sql') }

        It 'ends with exit code 1 and names the file' {
            $run.ExitCode | Should -Be 1
            $run.Text | Should -Match 'no file or folder .*no\.sql'
        }

        It 'leaves nothing' { Assert-NothingLeft $run }
    }

    Context 'with other schemas' {
        It 'runs to its end and leaves nothing' {
            $folders = $env:MYSQLOPS_SAMPLES ? @((Get-ChildItem -LiteralPath $env:MYSQLOPS_SAMPLES -Recurse -Filter *.sql).DirectoryName | Sort-Object -Unique) : @()
            if (-not $folders) { Set-ItResult -Skipped -Because 'MYSQLOPS_SAMPLES names no folder with SQL files' }
            $run = Invoke-Tour (@('--sample') + $folders)
            $run.ExitCode | Should -Be 0 -Because $run.Text
            Assert-NothingLeft $run
        }
    }
}
