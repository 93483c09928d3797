Describe 'Get-MySqlTopology' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/TopologyServers.ps1"
    }

    AfterAll { Remove-TopologyServers }

    It 'finds the source from its replica' {
        $nodes = Get-MySqlTopology $replica
        $nodes.Name | Should -Be "127.0.0.1:$($source.Port)", "127.0.0.1:$($replica.Port)"
        $nodes.Role | Should -Be 'Source', 'Replica'
        $nodes.Depth | Should -Be 0, 1
        $nodes[1].Source | Should -Be $nodes[0].Name
        $nodes[0].Replicas | Should -Be $nodes[1].Name
        $nodes.State | Should -Be 'Ok', 'Ok'
    }

    It 'draws the tree in ASCII' {
        $lines = (Get-MySqlTopology $source -Ascii | Out-String -Width 200).Trim() -split '\r?\n'
        $lines[0] | Should -Match "^\* 127\.0\.0\.1:$($source.Port) +source "
        $lines[1] | Should -Match "^``-- \* 127\.0\.0\.1:$($replica.Port) +replica "
    }

    It 'shows the facts in brackets with -Detail' {
        $lines = (Get-MySqlTopology $source -Detail | Out-String -Width 200).Trim() -split '\r?\n'
        $lines[1] | Should -Match "^\+ 127\.0\.0\.1:$($replica.Port) +\[0\.0s,ok,.*,ro,ROW,>>,GTID\]$"
    }

    It 'gives objects that pipe into the other cmdlets' {
        (Get-MySqlTopology $source | Get-MySqlServer).Role | Should -Be 'Source', 'Replica'
        (Get-MySqlTopology $source | Where-Object Role -EQ 'Replica' | Get-MySqlServer).ReadOnly | Should -Be 'SuperReadOnly'
    }

    It 'stays with the named server at -MaxDepth 0' {
        (Get-MySqlTopology $replica -MaxDepth 0).Name | Should -Be "127.0.0.1:$($replica.Port)"
    }

    It 'reaches a server where the map says' {
        $nodes = Get-MySqlTopology $source -AddressMap @{ "127.0.0.1:$($replica.Port)" = '127.0.0.1:1' }
        $nodes[1].Name | Should -Be '127.0.0.1:1'
        $nodes[1].State | Should -Be 'Unreachable'
        $nodes[1].ErrorId | Should -Be 'ConnectRefused'
    }

    It 'refuses a map that it can not read' {
        { Get-MySqlTopology $source -AddressMap @{ a = 'b:c' } -ErrorAction Stop } | Should -Throw -ErrorId 'MySqlOps.AddressInvalid*'
    }

    It 'reports a named server that does not answer, and shows it' {
        $nodes = Get-MySqlTopology topo@127.0.0.1:1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $nodes.State | Should -Be 'Unreachable'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ConnectRefused*'
    }

    It 'takes several servers as one question' {
        @($source, $replica | Get-MySqlTopology).Count | Should -Be 2
    }

    It 'never shows the password' {
        $text = Get-MySqlTopology $source | Format-List * -Force | Out-String -Width 500
        $text | Should -Not -BeLike "*$password*"
    }
}
