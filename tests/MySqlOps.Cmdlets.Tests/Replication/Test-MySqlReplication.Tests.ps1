Describe 'Test-MySqlReplication' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopt$PID"
        $source, $replica = New-MySqlSandbox -Count 2 -Path $folder -Option @{ innodb_use_native_aio = $false } -ErrorAction Stop
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'says that servers can, and do not yet' {
        (Test-MySqlReplication $source $replica -Prerequisite).Status | Sort-Object -Unique | Should -Be 'Pass'
        Test-MySqlReplication $source $replica -Prerequisite -Quiet | Should -BeTrue
        Test-MySqlReplication $source $replica -Quiet | Should -BeFalse
        (Test-MySqlReplication $source $replica | Where-Object Status -eq Fail).Name | Should -Be 'Receiver'
    }

    It 'gives each failure its sentence and its remedy' {
        Invoke-TestSql $source "SET GLOBAL binlog_format = 'STATEMENT'"
        try { $check = Test-MySqlReplication $source $replica -Prerequisite | Where-Object Status -ne Pass }
        finally { Invoke-TestSql $source "SET GLOBAL binlog_format = 'ROW'" }
        $check.Name | Should -Be 'Row format'
        "$($check.Server)" | Should -Be "$replica"
        "$($check.Source)" | Should -Be "$source"
        $check.Message | Should -BeLike '*STATEMENT*'
        $check.Remedy | Should -BeLike '*SET PERSIST binlog_format*'
        $check.CanForce | Should -BeTrue
    }

    It 'changes nothing' {
        $before = $source, $replica | ForEach-Object { (Invoke-TestSql $_ 'SELECT @@GLOBAL.gtid_executed AS gtids').gtids }
        $null = Test-MySqlReplication $source $replica
        $source, $replica | ForEach-Object { (Invoke-TestSql $_ 'SELECT @@GLOBAL.gtid_executed AS gtids').gtids } | Should -Be $before
    }

    It 'says false and why for a server that can not be asked' {
        Test-MySqlReplication $source 'kim@127.0.0.1:1' -Quiet -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeFalse
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ConnectRefused,*'
    }

    It 'shows the pair as a heading' { (Test-MySqlReplication $source $replica | Out-String) | Should -BeLike "*Replica: $replica from $source*" }
}
