Describe 'Remove-MySqlSandbox' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopr$PID"
    }

    BeforeEach {
        $server = New-MySqlSandbox -Path $folder -BasePort 25710 -ErrorAction Stop
        $id = (Get-MySqlSandbox $folder).ProcessId
    }

    AfterEach {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'removes the sandbox that a server is' {
        $server | Remove-MySqlSandbox -Confirm:$false | Should -BeNullOrEmpty

        Get-ChildItem $folder | Should -BeNullOrEmpty
        Wait-For { -not (Get-Process -Id $id -ErrorAction Ignore) }
    }

    It 'removes by path, and again without an error' {
        Remove-MySqlSandbox -Path $folder -Force -ErrorAction Stop
        Remove-MySqlSandbox -Path $folder -Force -ErrorAction Stop

        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'removes nothing with -WhatIf, not even with -Force' -ForEach @(@{ Force = $true }, @{ Force = $false }) {
        Get-MySqlSandbox $folder | Remove-MySqlSandbox -WhatIf -Force:$Force
        (Get-MySqlSandbox $folder).State | Should -Be 'Running'
    }

    It 'heeds the preference for -WhatIf, also with -Force' {
        & { $WhatIfPreference = $true; Remove-MySqlSandbox -Path $folder -Force }
        (Get-MySqlSandbox $folder).State | Should -Be 'Running'
    }

    It 'does not go ahead where nobody can be asked' {
        $module = "$PSScriptRoot/../../../MySqlOps.psd1"
        { Invoke-CleanPwsh "Import-Module '$module'; Remove-MySqlSandbox -Path '$folder'" 2>&1 } | Should -Throw
        (Get-MySqlSandbox $folder).State | Should -Be 'Running'
    }

    It 'refuses a folder without a marker' {
        $thesis = Join-Path $folder '3999' 'thesis.txt'
        $null = New-Item (Split-Path $thesis) -ItemType Directory
        Set-Content $thesis 'mine'

        Remove-MySqlSandbox (Split-Path $thesis) -Force -ErrorAction SilentlyContinue -ErrorVariable errors

        $errors.FullyQualifiedErrorId | Should -Be 'MySqlOps.SandboxNotOurs,MySqlOps.Cmdlets.Sandbox.RemoveMySqlSandboxCommand'
        Get-Content $thesis | Should -Be 'mine'
    }

    It 'refuses an object that names no sandbox' {
        { [pscustomobject]@{ Name = 'x' } | Remove-MySqlSandbox -Force -ErrorAction Stop } | Should -Throw
    }
}
