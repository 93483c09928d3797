Describe 'A password' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mops$PID"
        $manifest = (Resolve-Path "$PSScriptRoot/../../../MySqlOps.psd1").Path
        $loginFileBefore = $env:MYSQL_TEST_LOGIN_FILE
        $env:MYSQL_TEST_LOGIN_FILE = Join-Path $TestDrive 'login.cnf'
        $global:Error.Clear()

        # All that is said, by the call that said it.
        $said = [ordered]@{}
        function Invoke-Listening {
            param([string] $Name, [scriptblock] $Call)
            $ErrorActionPreference = 'Continue'
            $said[$Name] = @(try { & $Call *>&1 } catch { $_ })
        }

        Invoke-Listening 'a new sandbox' { New-MySqlSandbox -Path $folder -Option @{ general_log = $true; performance_schema_consumer_events_statements_history = $true } -Verbose -Debug }
        $sandbox = Get-MySqlSandbox -Path $folder
        $server = $sandbox.Server
        $rootFile = Join-Path $sandbox.Path 'root.cnf'
        $rootPassword = (Select-String -Path $rootFile -Pattern '^password=(.+)$').Matches[0].Groups[1].Value
        $right, $wrong = (New-TestPassword), (New-TestPassword)
        $secrets = $rootPassword, $right, $wrong
        $at = $server.Endpoint
        Invoke-TestSql $server "CREATE USER kim@'%' IDENTIFIED BY '$right'; GRANT SELECT ON *.* TO kim@'%'"

        $badFile = Join-Path $TestDrive 'bad.cnf'
        Set-Content $badFile '[client]', 'user=kim', "password=$wrong", 'port=none', '[broken', "password=$right"
        $everywhere = [ordered]@{
            'the right password in an address' = @{ Server = "kim:${right}@$at" }
            'an option file'                   = @{ Server = "$rootFile[client]" }
            'a wrong password in an address'   = @{ Server = "kim:${wrong}@$at" }
            'a dead server'                    = @{ Server = "kim:${right}@127.0.0.1:1" }
        }
        $once = [ordered]@{
            'the right password in a URI'       = @{ Server = "mysql://kim:${right}@$at/?ssl-mode=REQUIRED" }
            'the right password in -Credential' = @{ Server = $at; Credential = (New-TestCredential 'kim' $right) }
            'a wrong password in -Credential'   = @{ Server = $server; Credential = (New-TestCredential 'kim' $wrong) }
            'a server object'                   = @{ Server = $server }
            'a host without an address'         = @{ Server = "kim:${right}@nohost.invalid" }
            'an address without a host'         = @{ Server = "kim:${right}@" }
            'an address with a bad port'        = @{ Server = "kim:${right}@127.0.0.1:many" }
            'an address whose @ is forgotten'   = @{ Server = "kim:$right" }
            'a URI with a bad option'           = @{ Server = "mysql://kim:${right}@$at/?ssl-mode=$wrong" }
            'a URI with an option that is none' = @{ Server = "mysql://kim:${right}@$at/?$wrong=1" }
            'a URI with a bad escape'           = @{ Server = "mysql://kim:%zz${right}@$at" }
            'a damaged option file'             = @{ Server = "$badFile[client]" }
            'two servers, one refused'          = @{ Server = "kim:${wrong}@$at", "kim:${right}@$at" }
        }
        foreach ($cmdlet in 'Connect-MySqlServer', 'Get-MySqlServer', 'Get-MySqlDiskUsage') {
            # What an address means is found out in one place for all cmdlets.
            foreach ($inputs in $cmdlet -eq 'Connect-MySqlServer' ? ($everywhere, $once) : @(, $everywhere)) {
                foreach ($name in $inputs.Keys) {
                    $arguments = $inputs[$name]
                    Invoke-Listening "$cmdlet, $name" { & $cmdlet @arguments -Verbose -Debug }
                }
            }
        }

        Invoke-Listening 'Get-MySqlDiskUsage -All' { Get-MySqlDiskUsage "kim:${right}@$at" -All -Table -Verbose -Debug }
        Invoke-Listening 'a new login path' { Set-MySqlLoginPath north 127.0.0.1 -Port $server.Port -Credential (New-TestCredential 'kim' $right) -PassThru -Verbose -Debug }
        Invoke-Listening 'a login path that is only tried' { Set-MySqlLoginPath south -User kim -Password (ConvertTo-SecureString $wrong -AsPlainText -Force) -WhatIf -Verbose -Debug }
        Invoke-Listening 'a login path with a bad name' { Set-MySqlLoginPath 'a:b' -Credential (New-TestCredential 'kim' $right) -Verbose -Debug }
        Invoke-Listening 'the login paths' { Get-MySqlLoginPath -Verbose -Debug }
        Invoke-Listening 'a server by login path' { Connect-MySqlServer north -Verbose -Debug }
        Invoke-Listening 'a login path that goes' { Remove-MySqlLoginPath north -Verbose -Debug }
        Invoke-Listening 'the sandboxes' { Get-MySqlSandbox -Path $folder -Verbose -Debug }
        Invoke-Listening 'a sandbox that stops' { Stop-MySqlSandbox -Path $folder -PassThru -Verbose -Debug }
        Invoke-Listening 'a sandbox that starts' { Start-MySqlSandbox -Path $folder -PassThru -Verbose -Debug }

        $forms = $secrets + $secrets.ForEach({ [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($_)) })

        function Test-Secret {
            param([AllowEmptyString()] [string] $Text)
            foreach ($form in $forms) { if ($Text.Contains($form)) { return $true } }
            $false
        }

        # The calls whose objects show a password in one form of writing.
        function Get-Leak {
            param([scriptblock] $Write, [Collections.IDictionary] $In = $said)
            @($In.Keys).Where({
                    foreach ($object in $In[$_]) { if (Test-Secret (($object | ForEach-Object $Write) -join "`n")) { return $true } }
                    $false
                })
        }
    }

    AfterAll {
        $env:MYSQL_TEST_LOGIN_FILE = $loginFileBefore
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It 'would be found by these tests' {
        Test-Secret "root:${rootPassword}@host" | Should -BeTrue
        $planted = @{ planted = @([pscustomobject]@{ Inner = [pscustomobject]@{ Text = "kim:${right}@host" } }) }
        Get-Leak { ConvertTo-Json $_ -Depth 5 } -In $planted | Should -Be 'planted'
        Get-Leak { $_ | Format-List * -Force | Out-String -Width 4000 } -In $planted | Should -Be 'planted'
    }

    It 'was used by calls that succeed and by calls that fail' {
        $said.Count | Should -BeGreaterThan 30
        $said['Connect-MySqlServer, the right password in an address'].ForEach({ $_.GetType().Name }) | Should -Contain 'MySqlServer'
        $said['Connect-MySqlServer, the right password in an address'].ForEach({ $_.GetType().Name }) | Should -Contain 'VerboseRecord'
        $said['Connect-MySqlServer, a wrong password in an address'].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ConnectAccessDenied,*'
    }

    It 'is not in the text of what is written to any stream' {
        Get-Leak { "$_" } | Should -BeNullOrEmpty
    }

    It 'is not in what the default view shows' {
        Get-Leak { $_ | Out-String -Width 400 } | Should -BeNullOrEmpty
    }

    It 'is not in Format-List * -Force' {
        Get-Leak { $_ | Format-List * -Force | Out-String -Width 4000 } | Should -BeNullOrEmpty
    }

    It 'is not in ConvertTo-Json' {
        Get-Leak { if ($_ -is [Management.Automation.ErrorRecord]) { ConvertTo-Json $_.TargetObject, $_.CategoryInfo, $_.ErrorDetails -Depth 5 -WarningAction Ignore } else { ConvertTo-Json $_ -Depth 5 -WarningAction Ignore } } | Should -BeNullOrEmpty
    }

    It 'is not in Export-Clixml' {
        $file = Join-Path $TestDrive 'said.xml'
        Get-Leak {
            Export-Clixml -InputObject $_ -Path $file -Depth 3
            Get-Content $file -Raw
        } | Should -BeNullOrEmpty
    }

    It 'is not in $Error, nor in any exception there' {
        $global:Error.Count | Should -BeGreaterThan 15
        $texts = foreach ($record in $global:Error) {
            "$record"
            if ($record -is [Management.Automation.ErrorRecord]) { "$($record.TargetObject) $($record.CategoryInfo) $($record.ErrorDetails) $($record.ErrorDetails.RecommendedAction) $($record.ScriptStackTrace)" }
            $exception = $record -is [Exception] ? $record : $record.Exception
            while ($exception) {
                "$exception", $exception.Message, $exception.StackTrace
                foreach ($key in $exception.Data.Keys) { "$key $($exception.Data[$key])" }
                $exception | Format-List * -Force | Out-String -Width 4000
                $exception = $exception.InnerException
            }
        }
        $texts.Where({ Test-Secret $_ }) | Should -BeNullOrEmpty
    }

    It 'is not in a transcript' {
        $secretFile, $transcript, $script = 'secrets.json', 'transcript.txt', 'session.ps1' | ForEach-Object { Join-Path $TestDrive $_ }
        @{ Right = $right; Wrong = $wrong; At = $at; RootFile = $rootFile } | ConvertTo-Json | Set-Content $secretFile
        Set-Content $script @'
param($Manifest, $SecretFile, $Transcript)
$secret = Get-Content $SecretFile -Raw | ConvertFrom-Json
Import-Module $Manifest
$null = Start-Transcript $Transcript
$addresses = "kim:$($secret.Right)@$($secret.At)", "kim:$($secret.Wrong)@$($secret.At)", "mysql://kim:$($secret.Right)@127.0.0.1:1", "kim:$($secret.Right)@", $secret.RootFile
foreach ($address in $addresses) {
    Connect-MySqlServer $address -Verbose -Debug | Format-List * -Force
    Get-MySqlServer $address -Verbose -Debug
    Get-MySqlDiskUsage $address -All -Verbose -Debug
}
Get-Error
$null = Stop-Transcript
'@
        $null = & ([Environment]::ProcessPath) -NoLogo -NoProfile -NonInteractive -File $script $manifest $secretFile $transcript 2>&1
        $text = Get-Content $transcript -Raw
        $text | Should -BeLike "*kim@$at*"
        $text | Should -BeLike '*refused the user kim*'
        Test-Secret $text | Should -BeFalse
    }

    It 'is not in the server''s general log' {
        $log = (Get-MySqlServer $server).Logs.Where({ $_.Kind -eq 'General' })[0]
        $log.IsEnabled | Should -BeTrue
        $text = Get-Content ([IO.Path]::Combine($sandbox.Path, 'data', $log.Path)) -Raw
        $text | Should -BeLike '*kim@*SHOW GLOBAL VARIABLES*'
        Test-Secret $text | Should -BeFalse
    }

    It 'is not in the server''s list of processes' {
        $held = Open-TestConnection (Connect-MySqlServer "kim:${right}@$at")
        try {
            $text = Invoke-TestSql $server 'SELECT * FROM performance_schema.processlist' | ConvertTo-Json -Depth 3
            $text += Invoke-TestSql $server 'SELECT * FROM performance_schema.session_connect_attrs' | ConvertTo-Json -Depth 3
            $text | Should -BeLike '*kim*'
            Test-Secret $text | Should -BeFalse
        }
        finally {
            $held.Dispose()
        }
    }

    It 'is not in the server''s history of statements' {
        $held = Open-TestConnection $server
        try {
            $null = Invoke-TestSql $held "ALTER USER kim@'%' IDENTIFIED BY '$right'"
            $text = @(
                Invoke-TestSql $server 'SELECT SQL_TEXT, DIGEST_TEXT, MESSAGE_TEXT FROM performance_schema.events_statements_history' | ConvertTo-Json -Depth 3
                Invoke-TestSql $server 'SELECT * FROM performance_schema.events_statements_summary_by_digest' | ConvertTo-Json -Depth 3
                Invoke-TestSql $server 'SELECT * FROM performance_schema.error_log' | ConvertTo-Json -Depth 3
            ) -join "`n"
            $text | Should -BeLike '*SHOW GLOBAL VARIABLES*'
            Test-Secret $text | Should -BeFalse
        }
        finally {
            $held.Dispose()
        }
    }

    It 'is not in the command line or the environment of a process' -Skip:(-not $IsLinux) {
        $process = (Get-MySqlSandbox -Path $folder).ProcessId
        $texts = @(
            Get-Content "/proc/$process/cmdline" -Raw
            Get-Content "/proc/$process/environ" -Raw
            foreach ($other in Get-ChildItem '/proc' -Directory | Where-Object Name -Match '^\d+$') { Get-Content "$($other.FullName)/cmdline" -Raw -ErrorAction Ignore }
        )
        $texts[0] | Should -BeLike '*mysqld*'
        $texts.Where({ $_ -and (Test-Secret $_) }) | Should -BeNullOrEmpty
    }

    It 'is in no file of a sandbox but root.cnf' -Skip:$IsWindows {
        $patterns = Join-Path $TestDrive 'patterns'
        $forms | Set-Content $patterns
        grep --recursive --files-with-matches --fixed-strings --file $patterns $folder | Should -Be $rootFile
    }

    It 'is in a root.cnf that only its owner may read' -Skip:$IsWindows {
        [IO.File]::GetUnixFileMode($rootFile) | Should -Be ([IO.UnixFileMode] 'UserRead, UserWrite')
    }
}
