Describe 'Get-MySqlReplicaStatus' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/ReplicaPair.ps1"
        $source, $replica = Get-ReplicaPair
    }

    BeforeEach { Reset-ReplicaPair }

    It 'asks a source that is among the servers with its own account' {
        $status = $source, $replica | Get-MySqlReplicaStatus

        $status | Should -HaveCount 1
        $status.Server | Should -Be $replica
        $status.Health | Should -Be 'Healthy'
        $status.MissingGtidSet.IsEmpty | Should -BeTrue
        $status.ErrantGtidSet.IsEmpty | Should -BeTrue
    }

    It 'takes a source that is named by its option file' {
        $status = Get-MySqlReplicaStatus $source.Source, $replica.Source

        $status.SourceTrouble | Should -BeNullOrEmpty
        $status.MissingGtidSet.IsEmpty | Should -BeTrue
    }

    It 'has nulls and a reason where the source is not asked' {
        $status = Get-MySqlReplicaStatus $replica -SkipSource
        $null -eq $status.MissingGtidSet | Should -BeTrue
        $null -eq $status.ClockOffset | Should -BeTrue
    }

    It 'says why the source could not be asked' {
        $status = Get-MySqlReplicaStatus $replica -SourceCredential (New-TestCredential root wrong)
        $status.SourceTrouble | Should -BeLike '*ConnectAccessDenied*'
        "$($status.Advice)" | Should -BeLike '*Name the source among the servers too*'
    }

    It 'says what broke it' {
        Stop-AtDuplicate
        $status = Get-MySqlReplicaStatus $source, $replica

        $status.Health | Should -Be 'Broken'
        $status.ApplierError.Number | Should -Be 1062
        $status.ApplierError.Transaction | Should -Be $status.MissingGtidSet
        $status.Reasons[0] | Should -BeLike '*Skip-MySqlTransaction*'
    }

    It 'gives one error for a channel that is not there' {
        Get-MySqlReplicaStatus $replica -Channel sales -ErrorAction SilentlyContinue -ErrorVariable refusals | Should -BeNullOrEmpty
        @($refusals).FullyQualifiedErrorId | Should -Be 'MySqlOps.ReplicationChannelMissing,MySqlOps.Cmdlets.Replication.GetMySqlReplicaStatusCommand'
    }

    It 'streams with -Watch until the pipeline has enough' {
        $seen = $replica | Get-MySqlReplicaStatus -Watch -Interval 0.1 | Select-Object -First 3
        $seen | Should -HaveCount 3
        $seen[2].Time | Should -BeGreaterThan $seen[0].Time
    }

    It 'tells an error of -Watch once' {
        $wrong = "root:wrong@127.0.0.1:$($replica.Port)"
        $null = $wrong, $replica | Get-MySqlReplicaStatus -Watch -Interval 0.1 -ErrorAction SilentlyContinue -ErrorVariable refusals | Select-Object -First 4
        @($refusals | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) | Should -HaveCount 1
    }

    It 'streams where the output is redirected' {
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mop$PID"
        $text = Invoke-CleanPwsh "Import-Module '$PSScriptRoot/../../../MySqlOps.psd1'; `$r = (Get-MySqlSandbox -Path '$folder' -Port $($replica.Port)).Server; Get-MySqlReplicaStatus `$r -Watch -Interval 0.1 | Select-Object -First 2 | ForEach-Object { `"`$(`$_.Health)`" }"
        $text | Should -Be 'Healthy', 'Healthy'
    }

    It 'shows a table that can be read' {
        $text = $source, $replica | Get-MySqlReplicaStatus | Format-Table | Out-String -Width 200
        $text | Should -Match 'Server\s+Channel\s+Source\s+Health\s+Receiver\s+Applier\s+Lag\s+Missing\s+Errant'
        $text | Should -Match "$($replica.Port)\s+127.0.0.1:$($source.Port)\s+Healthy\s+On\s+On\s+0\s+0\s+0"
    }
}
