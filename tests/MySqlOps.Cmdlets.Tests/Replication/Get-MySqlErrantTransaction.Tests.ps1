Describe 'Get-MySqlErrantTransaction' {
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

    It 'finds nothing where nothing is errant' {
        $source, $replica | Get-MySqlErrantTransaction | Should -BeNullOrEmpty
    }

    It 'tells what was changed on the replica, in a view that shows it' {
        Invoke-TestSql $replica 'INSERT INTO shop.items VALUES (10, ''x''), (11, ''y''); CREATE USER bob@localhost IDENTIFIED BY ''very-Secret1'''
        $found = @($source, $replica | Get-MySqlErrantTransaction)
        $found.Kind | Should -Be Dml, Ddl
        $found[0].Tables[0].Inserted | Should -Be 2
        $found[0].Server.Port | Should -Be $replica.Port
        $found[0].Source.Port | Should -Be $source.Port
        $text = $found | Out-String
        $text | Should -BeLike '*shop.items (2 inserted)*'
        $text | Should -Not -BeLike '*$A$*'
    }

    It 'stops when the pipeline has enough' {
        @($replica | Get-MySqlErrantTransaction -Source $source | Select-Object -First 1).Count | Should -Be 1
    }

    It 'tells the names alone' {
        $found = @(Get-MySqlErrantTransaction $replica -Source $source -NameOnly)
        $found.Count | Should -Be 1
        $found[0].TransactionCount | Should -Be 2
        $found[0].Kind | Should -Be Unknown
    }

    It 'goes on after a server that does not answer' {
        $found = 'root@127.0.0.1:1', $replica | Get-MySqlErrantTransaction -Source $source -NameOnly -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ConnectRefused,*'
        $found.TransactionCount | Should -Be 2
    }
}
