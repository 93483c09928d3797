Describe 'Remove-MySqlLoginPath' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        $before = $env:MYSQL_TEST_LOGIN_FILE
    }

    BeforeEach {
        $env:MYSQL_TEST_LOGIN_FILE = Join-Path $TestDrive "$([guid]::NewGuid()).cnf"
        'north', 'south', 'west' | ForEach-Object { Set-MySqlLoginPath $_ db1 }
    }

    AfterAll {
        $env:MYSQL_TEST_LOGIN_FILE = $before
    }

    It 'removes one and leaves the others' {
        Remove-MySqlLoginPath south
        (Get-MySqlLoginPath).Name | Should -Be 'north', 'west'
    }

    It 'removes several' {
        Remove-MySqlLoginPath south, west
        (Get-MySqlLoginPath).Name | Should -Be 'north'
    }

    It 'removes what Get-MySqlLoginPath gives' {
        Get-MySqlLoginPath '*t*' | Remove-MySqlLoginPath
        Get-MySqlLoginPath | Should -BeNullOrEmpty
    }

    It 'removes nothing with -WhatIf' {
        Remove-MySqlLoginPath south -WhatIf
        (Get-MySqlLoginPath).Name | Should -Be 'north', 'south', 'west'
    }

    It 'gives an error for a name that is not there, and removes the others' {
        Remove-MySqlLoginPath nowhere, south -ErrorVariable refusals -ErrorAction SilentlyContinue
        @($refusals).FullyQualifiedErrorId | Should -Be 'MySqlOps.LoginPathMissing,MySqlOps.Cmdlets.Connect.RemoveMySqlLoginPathCommand'
        (Get-MySqlLoginPath).Name | Should -Be 'north', 'west'
    }
}
