Describe 'New-MySqlReplication' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopr$PID"
        $source, $one, $two = New-MySqlSandbox -Count 3 -Path $folder -Option @{ innodb_use_native_aio = $false } -ErrorAction Stop
        Invoke-TestSql $source 'CREATE DATABASE shop; CREATE TABLE shop.t (id int PRIMARY KEY); INSERT INTO shop.t VALUES (1), (2)'
        function Get-Gtid($Server) { (Invoke-TestSql $Server 'SELECT @@GLOBAL.gtid_executed AS gtids').gtids }
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'shows its plan with -WhatIf and writes nothing' {
        $before = $source, $one | ForEach-Object { Get-Gtid $_ }
        New-MySqlReplication $source $one -WhatIf | Should -BeNullOrEmpty
        $source, $one | ForEach-Object { Get-Gtid $_ } | Should -Be $before
        (Invoke-TestSql $source "SELECT COUNT(*) AS n FROM mysql.user WHERE User LIKE 'mysqlops%'").n | Should -Be 0
        (Invoke-TestSql $one "SELECT COUNT(*) AS n FROM performance_schema.replication_connection_configuration WHERE HOST NOT IN ('', '<NULL>')").n | Should -Be 0
    }

    It 'sets up a replica, gives its credential, and shows the password in no stream' {
        $streams = New-MySqlReplication $source $one -TestWrite -Verbose -Debug *>&1
        $made = $streams | Where-Object { $_.PSObject.TypeNames -contains 'MySqlOps.Engine.Provisioning.MySqlReplication' }
        $made.IsRunning | Should -BeTrue
        $made.IsChanged | Should -BeTrue
        $made.Credential.UserName | Should -Be 'mysqlops_replication'
        $password = $made.Credential.GetNetworkCredential().Password
        $password.Length | Should -BeGreaterThan 20
        ($streams | Out-String -Width 1000) + ($made | Format-List * | Out-String -Width 1000) + ($made | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue) | Should -Not -BeLike "*$password*"
        $script:credential = $made.Credential
        Wait-For { (Invoke-TestSql $one 'SELECT COUNT(*) AS n FROM shop.t').n -eq 2 }
    }

    It 'changes nothing the second time, and says so' {
        $again = New-MySqlReplication $source $one
        $again.IsChanged | Should -BeFalse
        $again.Changes | Should -BeNullOrEmpty
        ($again | Out-String) | Should -BeLike '*all was as it should be*'
    }

    It 'wants the password of an account that is there' {
        New-MySqlReplication $source $two -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -Be 'MySqlOps.ReplicationCheckFailed,MySqlOps.Cmdlets.Replication.NewMySqlReplicationCommand'
        "$errors" | Should -BeLike '*-ReplicationCredential*'
    }

    It 'takes replicas from the pipeline, and the credential from before' {
        $made = $one, $two | New-MySqlReplication $source -ReplicationCredential $credential -TestWrite
        $made.Count | Should -Be 2
        $made.IsRunning | Should -Be $true, $true
        $made.IsChanged | Should -Be $false, $true
    }

    It 'goes on with the others when one fails' {
        $made = New-MySqlReplication $source 'kim@127.0.0.1:1', $two -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ConnectRefused,*'
        "$($made.Server)" | Should -Be "$two"
    }

    It 'replaces the data of a replica only with -Force, and asks' {
        Invoke-TestSql $two "STOP REPLICA; SET GLOBAL read_only = OFF; SET sql_log_bin = 0; CREATE DATABASE mine"
        $stay = New-MySqlReplication $source $two -Provision Export -Force -WhatIf -ReplicationCredential $credential -ErrorAction Stop -WarningAction SilentlyContinue
        $stay | Should -BeNullOrEmpty
        (Invoke-TestSql $two "SHOW DATABASES LIKE 'mine'") | Should -Not -BeNullOrEmpty
        $made = New-MySqlReplication $source $two -Provision Export -Force -Confirm:$false -ReplicationCredential $credential -WarningAction SilentlyContinue
        "$($made.Provision)" | Should -Be 'Export'
        (Invoke-TestSql $two "SHOW DATABASES LIKE 'mine'") | Should -BeNullOrEmpty
        (Invoke-TestSql $two 'SELECT COUNT(*) AS n FROM shop.t').n | Should -Be 2
    }
}
