Describe 'Stop-MySqlReplica' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/ReplicaPair.ps1"
        $source, $replica = Get-ReplicaPair
    }

    BeforeEach { Reset-ReplicaPair }

    It 'stops nothing with -WhatIf' {
        Stop-MySqlReplica $replica -WhatIf
        (Get-MySqlReplicaStatus $replica -SkipSource).Health | Should -Be 'Healthy'
    }

    It 'stops one thread' {
        $status = Stop-MySqlReplica $replica -Thread Applier -PassThru
        $status.ReceiverState | Should -Be 'On'
        $status.ApplierState | Should -Be 'Off'
    }

    It 'does nothing the second time' {
        Stop-MySqlReplica $replica
        Stop-MySqlReplica $replica -Verbose 4>&1 | Should -BeLike '*does not run*'
    }

    It 'gives one error for the server that follows nobody, and stops the other' {
        Stop-MySqlReplica $source, $replica -ErrorAction SilentlyContinue -ErrorVariable refusals
        @($refusals).FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ReplicationChannelMissing,*'
        (Get-MySqlReplicaStatus $replica -SkipSource).Health | Should -Be 'Stopped'
    }
}
