Describe 'Test-MySqlReplicaData' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/../PesterSettings/Replica.ps1"
        $folder, $source, $replica = New-TestReplica
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'says of each table that it is equal' {
        $results = @($source, $replica | Test-MySqlReplicaData -Source $source)
        $results.Count | Should -Be 1
        $results[0].State | Should -Be Equal
        $results[0].Rows | Should -Be 2
        Test-MySqlReplicaData $source $replica -Quiet | Should -BeTrue
    }

    It 'finds what differs, to the row' {
        Invoke-TestSql $replica 'SET sql_log_bin = 0; UPDATE shop.items SET name = ''x'' WHERE id = 2'
        $result = Test-MySqlReplicaData $source $replica
        $result.State | Should -Be Differs
        $result.DifferentRows | Should -Be 1
        ($result | Out-String) | Should -BeLike '*shop.items Differs*1 row differs.*'
        (Test-MySqlReplicaData $source $replica -Detail).Key | Should -Be 'id = 2'
        Test-MySqlReplicaData $source $replica -Quiet | Should -BeFalse
    }

    It 'leaves out what is not meant' {
        Test-MySqlReplicaData $source $replica -ExcludeTable items | Should -BeNullOrEmpty
        Test-MySqlReplicaData $source $replica -Where @{ 'shop.items' = 'id = 1' } -Quiet | Should -BeTrue
        Test-MySqlReplicaData $source $replica -IgnoreColumn name -Quiet | Should -BeTrue
    }

    It 'refuses a server that does not follow the source' {
        Test-MySqlReplicaData $replica $source -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ReplicaDataNotReplica,*'
    }
}
