Describe 'Get-MySqlLoginPath' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $before = $env:MYSQL_TEST_LOGIN_FILE
        $env:MYSQL_TEST_LOGIN_FILE = Join-Path $TestDrive 'login.cnf'
        $password = New-TestPassword
        Set-MySqlLoginPath north db1 -Port 3307 -Credential (New-TestCredential 'kim' $password)
        Set-MySqlLoginPath northwest db2
        Set-MySqlLoginPath south db3
    }

    AfterAll {
        $env:MYSQL_TEST_LOGIN_FILE = $before
    }

    It 'gives all, in the order of the file' {
        (Get-MySqlLoginPath).Name | Should -Be 'north', 'northwest', 'south'
    }

    It 'finds by name' {
        (Get-MySqlLoginPath south).Host | Should -Be 'db3'
    }

    It 'finds by pattern' {
        (Get-MySqlLoginPath 'north*').Name | Should -Be 'north', 'northwest'
    }

    It 'finds names from the pipeline' {
        ('south', 'north' | Get-MySqlLoginPath).Name | Should -Be 'south', 'north'
    }

    It 'gives an error for a name that is not there, and the others' {
        $found = Get-MySqlLoginPath north, west, south -ErrorVariable refusals -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'north', 'south'
        @($refusals).FullyQualifiedErrorId | Should -Be 'MySqlOps.LoginPathMissing,MySqlOps.Cmdlets.Connect.GetMySqlLoginPathCommand'
    }

    It 'gives nothing for a pattern that fits none' {
        Get-MySqlLoginPath 'west*' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'gives nothing when there is no file' {
        $named = $env:MYSQL_TEST_LOGIN_FILE
        $env:MYSQL_TEST_LOGIN_FILE = Join-Path $TestDrive 'none.cnf'
        try { Get-MySqlLoginPath -ErrorAction Stop | Should -BeNullOrEmpty } finally { $env:MYSQL_TEST_LOGIN_FILE = $named }
    }

    It 'refuses a file that is none' {
        $named = $env:MYSQL_TEST_LOGIN_FILE
        $env:MYSQL_TEST_LOGIN_FILE = Join-Path $TestDrive 'bad.cnf'
        try {
            [IO.File]::WriteAllBytes($env:MYSQL_TEST_LOGIN_FILE, [byte[]](1..60))
            if (-not $IsWindows) { [IO.File]::SetUnixFileMode($env:MYSQL_TEST_LOGIN_FILE, 'UserRead, UserWrite') }
            { Get-MySqlLoginPath -ErrorAction Stop } | Should -Throw -ErrorId 'MySqlOps.LoginPathFileInvalid,*'
        }
        finally {
            $env:MYSQL_TEST_LOGIN_FILE = $named
        }
    }

    It 'shows that there is a password, and not the password' {
        $text = Get-MySqlLoginPath | Out-String -Width 120
        $text | Should -Match 'north\s+kim\s+db1\s+3307\s+True'
        $text | Should -Not -BeLike "*$password*"
    }
}
