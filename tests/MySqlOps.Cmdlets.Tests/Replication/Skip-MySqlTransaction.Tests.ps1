Describe 'Skip-MySqlTransaction' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/ReplicaPair.ps1"
        $source, $replica = Get-ReplicaPair
        $foreign = 'dddddddd-0000-0000-0000-000000000001'
    }

    BeforeEach { Reset-ReplicaPair }

    It 'skips what stops the applier and starts it' {
        Stop-AtDuplicate
        Skip-MySqlTransaction $replica -Blocking -Start -WhatIf
        (Get-MySqlReplicaStatus $replica -SkipSource).Health | Should -Be 'Broken'
        Skip-MySqlTransaction $replica -Blocking -Start
        Wait-For { (Get-MySqlReplicaStatus $source, $replica).Health -eq 'Healthy' }
        (Invoke-TestSql $replica 'SELECT v FROM shop.t WHERE id = 1').v | Should -Be 0
    }

    It 'skips a set with a tag, and nothing the second time' {
        Skip-MySqlTransaction $source, $replica -GtidSet "${foreign}:1-3:blue:5" -AllowUnknown -WarningAction SilentlyContinue
        foreach ($server in $source, $replica) { (Get-MySqlServer $server).GtidExecuted | Should -BeLike "*${foreign}:1-3:blue:5*" }
        Skip-MySqlTransaction $replica -GtidSet "${foreign}:2" -Verbose 4>&1 | Should -BeLike '*nothing to skip*'
    }

    It 'refuses what nobody has' {
        Skip-MySqlTransaction $replica -GtidSet "${foreign}:77" -ErrorAction SilentlyContinue -ErrorVariable refusals
        @($refusals).FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ReplicationSkipRefused,*'
    }

    It 'refuses what the source has not committed yet, whatever is allowed' {
        $uuid = (Get-MySqlServer $source).ServerUuid
        Skip-MySqlTransaction $replica, $source -GtidSet "${uuid}:1-90000" -AllowUnknown -WhatIf -ErrorAction SilentlyContinue -ErrorVariable refusals -WarningAction SilentlyContinue
        @($refusals).FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ReplicationSkipRefused,*'
    }

    It 'refuses a set without a transaction' {
        Skip-MySqlTransaction $replica -GtidSet $foreign -ErrorAction SilentlyContinue -ErrorVariable refusals
        @($refusals).FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ReplicationGtidInvalid,*'
    }
}
