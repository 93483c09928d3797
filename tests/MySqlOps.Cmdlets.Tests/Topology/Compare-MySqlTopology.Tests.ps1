Describe 'Compare-MySqlTopology' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/TopologyServers.ps1"
        $saved = Join-Path $folder 'saved.json'
        $before = Get-MySqlTopology $source
        $null = $before | Export-MySqlTopology $saved
    }

    AfterAll { Remove-TopologyServers }

    It 'says nothing when nothing changed' {
        Get-MySqlTopology $source | Compare-MySqlTopology -Reference $saved | Should -BeNullOrEmpty
    }

    It 'takes nodes, files and paths' {
        Compare-MySqlTopology $before $saved | Should -BeNullOrEmpty
        Get-Item $saved | Compare-MySqlTopology -Reference $before | Should -BeNullOrEmpty
    }

    It 'tells a replica that is gone' {
        $change = $before[0] | Compare-MySqlTopology -Reference $saved
        $change.Kind | Should -Be 'MemberRemoved'
        $change.Server.Port | Should -Be $replica.Port
        $change.Before | Should -Be "Replica of 127.0.0.1:$($source.Port)"
    }

    It 'tells what was changed on a server' {
        Invoke-TestSql $replica 'STOP REPLICA; SET GLOBAL super_read_only = OFF; SET GLOBAL read_only = OFF'
        $changes = Get-MySqlTopology $source | Compare-MySqlTopology -Reference $saved | Where-Object { $_.Server.Port -eq $replica.Port }
        $changes.Kind | Should -Be 'StateChanged', 'ReadOnlyChanged'
        $changes[0].After | Should -Be 'Stopped'
        $changes[1].After | Should -Be 'ReadWrite'
    }

    It 'refuses a file that is no topology' {
        Set-Content (Join-Path $folder 'other.json') '{}'
        { $before | Compare-MySqlTopology -Reference (Join-Path $folder 'other.json') } | Should -Throw -ErrorId 'MySqlOps.TopologyFileInvalid*'
    }

    It 'refuses an object that is no topology' {
        { 5 | Compare-MySqlTopology -Reference $saved } | Should -Throw -ErrorId 'MySqlOps.TopologyEmpty*'
    }
}
