Describe 'Export-MySqlTopology' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/TopologyServers.ps1"
        $nodes = Get-MySqlTopology $source
    }

    AfterAll { Remove-TopologyServers }

    It 'draws SVG that is well-formed' {
        $file = $nodes | Export-MySqlTopology (Join-Path $folder 'x.svg')
        $file | Should -BeOfType ([IO.FileInfo])
        ([xml](Get-Content $file -Raw)).svg.viewBox | Should -Match '^0 0 '
    }

    It 'writes <ending>' -ForEach @(
        @{ ending = 'html'; content = '<!DOCTYPE html>*' }
        @{ ending = 'mmd'; content = 'flowchart TD*' }
        @{ ending = 'dot'; content = 'digraph topology*' }
        @{ ending = 'json'; content = '*"mysqlops-topology"*' }
    ) {
        $file = $nodes | Export-MySqlTopology (Join-Path $folder "x.$ending")
        Get-Content $file -Raw | Should -BeLike $content
    }

    It 'writes no password' {
        Get-Content ($nodes | Export-MySqlTopology (Join-Path $folder 'secret.json')) -Raw | Should -Not -BeLike "*$password*"
    }

    It 'passes the nodes on with -PassThru' {
        $passed = $nodes | Export-MySqlTopology (Join-Path $folder 'y.svg') -PassThru
        $passed.Name | Should -Be $nodes.Name
    }

    It 'writes nothing with -WhatIf' {
        $path = Join-Path $folder 'whatif.svg'
        $nodes | Export-MySqlTopology $path -WhatIf
        Test-Path $path | Should -BeFalse
    }

    It 'refuses an ending that it does not know' {
        { $nodes | Export-MySqlTopology (Join-Path $folder 'x.png') } | Should -Throw -ErrorId 'MySqlOps.TopologyFormatUnknown*'
    }

    It 'says when the file can not be written' {
        { $nodes | Export-MySqlTopology (Join-Path $folder 'no/such/folder/x.svg') } | Should -Throw -ErrorId 'MySqlOps.FileFailed*'
    }
}
