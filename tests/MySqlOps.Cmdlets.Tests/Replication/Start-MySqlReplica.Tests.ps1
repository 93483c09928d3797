Describe 'Start-MySqlReplica' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/ReplicaPair.ps1"
        $source, $replica = Get-ReplicaPair
    }

    BeforeEach { Reset-ReplicaPair }

    It 'starts nothing with -WhatIf' {
        Invoke-TestSql $replica 'STOP REPLICA'
        Start-MySqlReplica $replica -WhatIf
        (Get-MySqlReplicaStatus $replica -SkipSource).Health | Should -Be 'Stopped'
    }

    It 'waits until the replica has caught up' {
        Invoke-TestSql $replica 'STOP REPLICA'
        Invoke-TestSql $source 'REPLACE INTO shop.t VALUES (7, 7)'
        $status = Get-MySqlReplicaStatus $replica -SkipSource | Start-MySqlReplica -WaitFor CatchUp -PassThru -WarningAction SilentlyContinue
        $status.ReceiverState | Should -Be 'On'
        $status.ApplierState | Should -Be 'On'
    }

    It 'does nothing the second time' {
        Start-MySqlReplica $replica -Verbose 4>&1 | Should -BeLike '*runs already*'
    }

    It 'says at what a start failed' {
        Stop-AtDuplicate
        Start-MySqlReplica $replica -ErrorAction SilentlyContinue -ErrorVariable refusals
        $refusals[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ReplicationStartFailed,*'
        $refusals[0].Exception.ServerErrorNumber | Should -Be 1062
    }

    It 'refuses what is no GTID set' {
        Start-MySqlReplica $replica -Until 'binlog.7' -ErrorAction SilentlyContinue -ErrorVariable refusals
        $refusals[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ReplicationGtidInvalid,*'
    }
}
