Describe 'Set-MySqlLoginPath' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $before = $env:MYSQL_TEST_LOGIN_FILE
        $password = New-TestPassword
        $credential = New-TestCredential 'kim' $password
    }

    BeforeEach {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).cnf"
        $env:MYSQL_TEST_LOGIN_FILE = $file
    }

    AfterAll {
        $env:MYSQL_TEST_LOGIN_FILE = $before
    }

    It 'makes the file, for its owner alone' -Skip:$IsWindows {
        Set-MySqlLoginPath north db1 -Credential $credential
        [IO.File]::GetUnixFileMode($file) | Should -Be ([IO.UnixFileMode] 'UserRead, UserWrite')
    }

    It 'keeps host, port, socket and user' {
        Set-MySqlLoginPath north db1 -Port 3307 -Socket /run/db1.sock -User kim
        $path = Get-MySqlLoginPath north
        $path.Host, $path.Port, $path.Socket, $path.User | Should -Be 'db1', 3307, '/run/db1.sock', 'kim'
        $path.HasPassword | Should -BeFalse
    }

    It 'keeps the user and the password of -Credential' {
        Set-MySqlLoginPath north -Credential $credential
        $path = Get-MySqlLoginPath north
        $path.User | Should -Be 'kim'
        $path.HasPassword | Should -BeTrue
    }

    It 'keeps the password of -Password' {
        Set-MySqlLoginPath north -User kim -Password $credential.Password
        (Get-MySqlLoginPath north).HasPassword | Should -BeTrue
    }

    It 'writes no password that could be read' {
        Set-MySqlLoginPath north -Credential $credential
        [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($file)) | Should -Not -BeLike "*$password*"
    }

    It 'replaces the whole of a login path' {
        Set-MySqlLoginPath north db1 -Port 3307 -Credential $credential
        Set-MySqlLoginPath north -HostName db2
        $path = Get-MySqlLoginPath north
        $path.Host | Should -Be 'db2'
        $path.Port | Should -BeNullOrEmpty
        $path.HasPassword | Should -BeFalse
    }

    It 'leaves the other login paths as they are' {
        Set-MySqlLoginPath north db1
        Set-MySqlLoginPath south db2
        (Get-MySqlLoginPath).Name | Should -Be 'north', 'south'
        (Get-MySqlLoginPath north).Host | Should -Be 'db1'
    }

    It 'says nothing without -PassThru' {
        Set-MySqlLoginPath north db1 | Should -BeNullOrEmpty
    }

    It 'gives back what it set with -PassThru' {
        (Set-MySqlLoginPath north db1 -PassThru).Host | Should -Be 'db1'
    }

    It 'writes nothing with -WhatIf' {
        Set-MySqlLoginPath north db1 -WhatIf
        $file | Should -Not -Exist
    }

    It 'refuses a name that -Server would read as something else: <_>' -ForEach 'a:b', 'a@b', 'a.cnf', 'a]' {
        { Set-MySqlLoginPath $_ db1 -ErrorAction Stop } | Should -Throw -ErrorId 'MySqlOps.*'
        $file | Should -Not -Exist
    }

    It 'refuses a file that others can read' -Skip:$IsWindows {
        Set-MySqlLoginPath north db1
        [IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite, GroupRead')
        { Set-MySqlLoginPath south db2 -ErrorAction Stop } | Should -Throw -ErrorId 'MySqlOps.LoginPathFileUnsafe,*'
    }
}
