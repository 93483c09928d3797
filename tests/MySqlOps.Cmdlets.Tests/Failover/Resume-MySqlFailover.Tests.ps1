Describe 'Resume-MySqlFailover' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/FailoverSet.ps1"
        $folder, $primary, $one = New-TestFailoverSet -Name 'mopre' -Count 2
        Suspend-MySqlFailover $primary $one | Out-Null

        # A run in the journal of a replica, as the engine notes it there.
        $packed = [IO.MemoryStream]::new()
        $packing = [IO.Compression.DeflateStream]::new($packed, [IO.Compression.CompressionLevel]::Optimal)
        $packing.Write([Text.Encoding]::UTF8.GetBytes('{"Epoch":4,"RunId":"r","State":"Completed","OldPrimary":"db1:3306","NewPrimary":"db2:3306","Holder":"m","BegunAt":"2026-11-22T12:00:00Z","ChangedAt":"2026-11-22T12:00:01Z"}'))
        $packing.Dispose()
        $text = [Convert]::ToBase64String($packed.ToArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_')
        Invoke-TestSql $one "DO asynchronous_connection_failover_add_source('mysqlops_failover_journal', '4.1.$text', 1, '', 1)"
    }

    AfterAll {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'does nothing with -WhatIf' {
        Resume-MySqlFailover $primary -WhatIf

        (Get-MySqlFailover $primary).IsSuspended | Should -BeTrue
    }

    It 'resumes without acknowledging when told so' {
        $order = Resume-MySqlFailover $primary -SkipAcknowledgement

        $order.IsSuspended | Should -BeFalse
        $order.AcknowledgedEpoch | Should -Be 0
        $overview = Get-MySqlFailover $primary
        $overview.IsSuspended | Should -BeFalse
        $overview.UnacknowledgedRuns | Should -Be 1
    }

    It 'acknowledges the runs so far, also where nothing was suspended' {
        $order = $primary | Resume-MySqlFailover -Reason 'looked at'

        $order.AcknowledgedEpoch | Should -Be 4
        (Get-MySqlFailover $primary).UnacknowledgedRuns | Should -Be 0
        $order | Out-String | Should -BeLike '*Resumed*looked at*AcknowledgedEpoch*4*'
    }
}
