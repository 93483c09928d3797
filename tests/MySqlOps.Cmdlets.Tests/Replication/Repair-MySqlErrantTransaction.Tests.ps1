Describe 'Repair-MySqlErrantTransaction' {
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

    It 'does nothing with -WhatIf' {
        Invoke-TestSql $replica 'INSERT INTO shop.items VALUES (10, ''x'')'
        $found = Get-MySqlErrantTransaction $replica -Source $source
        $found | Repair-MySqlErrantTransaction -WhatIf | Should -BeNullOrEmpty
        Get-MySqlErrantTransaction $replica -Source $source | Should -HaveCount 1
    }

    It 'makes the replica clean, once' {
        $found = Get-MySqlErrantTransaction $replica -Source $source
        $repair = $found | Repair-MySqlErrantTransaction -Method InjectEmpty -Confirm:$false
        $repair.Status | Should -Be Injected
        $repair.LeftOnReplica | Should -BeLike '*shop.items (1 inserted)*'
        Get-MySqlErrantTransaction $replica -Source $source | Should -BeNullOrEmpty
        ($found | Repair-MySqlErrantTransaction -Confirm:$false).Status | Should -Be Unchanged
    }

    It 'takes a set written by hand, tags too' {
        $set = '11111111-1111-1111-1111-111111111111:1-3:fix:7'
        (Repair-MySqlErrantTransaction $source $set -Confirm:$false).TransactionCount | Should -Be 4
        (Get-MySqlServer $source).GtidExecuted | Should -BeLike "*$set*"
    }

    It 'refuses a text that is no set, and names that the server gives out itself' {
        { Repair-MySqlErrantTransaction $source 'nonsense' -Confirm:$false } | Should -Throw -ErrorId 'MySqlOps.ReplicationGtidInvalid,*'
        $uuid = (Get-MySqlServer $source).ServerUuid
        Repair-MySqlErrantTransaction $source "${uuid}:1000" -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ErrantRepairRefused,*'
    }
}
