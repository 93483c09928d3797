Describe 'The hooks and the log of Start-MySqlFailover' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        . "$PSScriptRoot/FailoverSet.ps1"
        $folder, $primary, $one, $other = New-TestFailoverSet -Name 'mopho' -Password ($password = New-TestPassword)
        $log = Join-Path $folder 'events.log'
        Stop-Process -Id (Get-MySqlSandbox -Path (Join-Path $folder $primary.Port)).ProcessId -Force

        # The primary is down throughout: each run comes to its verdict, and to the hooks.
        function Start-Run { Start-MySqlFailover $primary $one, $other -Once -Interval 0.2 -AcceptSplitBrainRisk -CoolDown 0 @args }
        function Get-Hook($Events) { $Events | Where-Object Kind -eq 'HookRan' | ForEach-Object Hook }
        function New-Program([string] $Name, [string] $Text) {
            $path = Join-Path $folder $Name
            Set-Content $path $Text
            if ($IsLinux -or $IsMacOS) { chmod +x $path }
            $path
        }
    }

    AfterAll {
        Remove-MySqlSandbox -Path $folder -Force
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'does not fail over when <Hook> <Case>' -ForEach @(
        @{ Hook = 'FailCheck'; Case = 'gives $false'; Block = { 'a word'; $false }; Code = $null; Message = 'It gave $false.' }
        @{ Hook = 'FailCheck'; Case = 'throws'; Block = { throw 'it is only asleep' }; Code = $null; Message = 'it is only asleep' }
        @{ Hook = 'BeforeFailover'; Case = 'exits with 3'; Block = { 'not now'; exit 3 }; Code = 3; Message = 'not now' }
        @{ Hook = 'BeforeFailover'; Case = 'calls what is not there'; Block = { No-SuchCommand; $true }; Code = $null; Message = '*No-SuchCommand*' }
    ) {
        $arguments = @{ $Hook = $Block }
        $events = Start-Run @arguments

        $run = Get-Hook $events
        $run.Kind | Should -Be $Hook
        $run.IsSuccess | Should -BeFalse
        $run.ExitCode | Should -Be $Code
        $run.Message | Should -BeLike $Message
        $events.Kind | Should -Not -Contain 'FailoverCompleted'
        ($events | Where-Object Error -eq 'FailoverStoppedByHook') | Should -Not -BeNullOrEmpty
        (Invoke-TestSql $one 'SELECT @@GLOBAL.super_read_only AS fence').fence | Should -Be 1
        (Invoke-TestSql $other 'SELECT @@GLOBAL.super_read_only AS fence').fence | Should -Be 1
    }

    It 'stops a script block that hangs, and does not fail over' {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $events = Start-Run -FailCheck { 'waiting'; while ($true) { Start-Sleep 1 } } -HookTimeout 1

        (Get-Hook $events).IsTimedOut | Should -BeTrue
        (Get-Hook $events).Message | Should -Be 'waiting'
        $events.Kind | Should -Not -Contain 'FailoverCompleted'
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 60
    }

    It 'stops a program that hangs or says no, and does not fail over' -Skip:$IsWindows {
        $hanging = New-Program 'hang.sh' "#!/bin/sh`necho begun`nexec sleep 600"
        $events = Start-Run -BeforeFailover $hanging -HookTimeout 1

        (Get-Hook $events).IsTimedOut | Should -BeTrue
        (Get-Hook $events).Name | Should -Be $hanging
        $events.Kind | Should -Not -Contain 'FailoverCompleted'

        $saying = New-Program 'no.sh' "#!/bin/sh`necho not today >&2`nexit 7"
        (Get-Hook (Start-Run -BeforeFailover $saying)).ExitCode | Should -Be 7
    }

    It 'refuses at once what can not be run' {
        { Start-Run -FailCheck (Join-Path $folder 'missing.sh') } | Should -Throw -ErrorId 'MySqlOps.FailoverHookInvalid,*'
        { Start-Run -BeforeFailover (Get-Date) } | Should -Throw -ErrorId 'MySqlOps.FailoverHookInvalid,*'
        if (-not $IsWindows) {
            $plain = Join-Path $folder 'plain.sh'
            Set-Content $plain 'true'
            { Start-Run -PostFailover $plain } | Should -Throw -ErrorId 'MySqlOps.FailoverHookInvalid,*'
        }
    }

    It 'runs the four in order, with what the caller knows, and a hook that fails after the promotion stops nothing' {
        $suffix = 'of the caller'
        function Format-Word($Word) { "$Word $suffix" }
        $post = New-Program 'post.ps1' 'param($OldHost, $OldPort, $NewHost, $NewPort); $said = $input | ConvertFrom-Json; "$OldHost $OldPort $NewHost $NewPort $env:MYSQLOPS_OUTCOME $($said.outcome.newPrimary)"'

        $events = Start-Run -LogPath $log -FailCheck { param($h, $p) Format-Word "$h $p $($FailoverEvent.Hook)" } -BeforeFailover { "the password is $password" } -AfterFailover { ($input | ConvertFrom-Json).newPrimary.endpoint; exit 5 } -PostFailover $post

        $runs = Get-Hook $events
        $runs.Kind | Should -Be 'FailCheck', 'BeforeFailover', 'AfterFailover', 'PostFailover'
        $done = $events | Where-Object Kind -eq 'FailoverCompleted'
        $new = $done.NewPrimary
        $runs.Message | Should -Be "127.0.0.1 $($primary.Port) FailCheck of the caller", 'the password is ***', $new.Endpoint, "127.0.0.1 $($primary.Port) 127.0.0.1 $($new.Port) Completed $($new.Endpoint)"
        $runs.IsSuccess | Should -Be $true, $true, $false, $true
        (Invoke-TestSql ($one, $other | Where-Object Port -eq $new.Port) 'SELECT @@GLOBAL.super_read_only AS fence').fence | Should -Be 0

        $lines = Get-Content $log | ConvertFrom-Json
        $lines.kind | Should -Be ($events.Kind | ForEach-Object ToString)
        ($lines | Where-Object kind -eq 'HookRan').hook.exitCode | Should -Be $null, $null, 5, 0
        Get-Content $log -Raw | Should -Not -Match $password
        if (-not $IsWindows) { (Get-Item $log).UnixFileMode | Should -Be ([IO.UnixFileMode]'UserRead, UserWrite') }
    }
}
