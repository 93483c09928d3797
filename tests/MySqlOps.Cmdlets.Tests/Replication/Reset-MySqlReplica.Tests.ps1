Describe 'Reset-MySqlReplica' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/ReplicaPair.ps1"
        $source, $replica = Get-ReplicaPair
    }

    BeforeEach { Reset-ReplicaPair }

    It 'asks unless told not to' {
        $command = [MySqlOps.Cmdlets.Replication.ResetMySqlReplicaCommand].GetCustomAttributes([Management.Automation.CmdletAttribute], $false)
        $command.ConfirmImpact | Should -Be 'High'
    }

    It 'resets nothing with -WhatIf and says what would be lost' {
        Reset-MySqlReplica $replica -All -Force -WhatIf -WarningVariable losses -WarningAction SilentlyContinue
        "$losses" | Should -BeLike '*account follower and its password*'
        (Get-MySqlReplicaStatus $replica -SkipSource).Health | Should -Be 'Healthy'
    }

    It 'makes it no replica with -All, and does nothing the second time' {
        Reset-MySqlReplica $replica -All -Force -WarningAction SilentlyContinue
        Get-MySqlReplicaStatus $replica | Should -BeNullOrEmpty
        Reset-MySqlReplica $replica -All -Force -Verbose 4>&1 | Should -BeLike '*nothing to reset*'
    }

    It 'keeps the settings without -All' {
        $status = Reset-MySqlReplica $replica -Confirm:$false -PassThru
        $status.Health | Should -Be 'Stopped'
        $status.Port | Should -Be $source.Port
    }

    It 'refuses to lose what was fetched, and -AllowLoss accepts it' {
        Invoke-TestSql $replica 'STOP REPLICA SQL_THREAD'
        Invoke-TestSql $source 'REPLACE INTO shop.t VALUES (9, 9)'
        Wait-For { $s = Get-MySqlReplicaStatus $replica -SkipSource; $s.RetrievedGtidSet.Subtract($s.ExecutedGtidSet).Count -eq 1 }
        Reset-MySqlReplica $replica -Force -ErrorAction SilentlyContinue -ErrorVariable refusals
        @($refusals).FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ReplicationWouldLose,*'
        Reset-MySqlReplica $replica -Force -AllowLoss -WarningAction SilentlyContinue
        (Get-MySqlReplicaStatus $replica -SkipSource).RetrievedGtidSet.IsEmpty | Should -BeTrue
    }
}
