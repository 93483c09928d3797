Describe 'Connect-MySqlServer' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        . "$PSScriptRoot/../PesterSettings/Sql.ps1"
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mopc$PID"
        $server = New-MySqlSandbox -Path $folder -Option @{ bind_address = '127.0.0.1', '::1' } -ErrorAction Stop
        $sandbox = Get-MySqlSandbox -Path $folder
        $port = $sandbox.Port
        $data = Join-Path $sandbox.Path 'data'
        $password = New-TestPassword
        Invoke-TestSql $server "CREATE USER kim@'%' IDENTIFIED BY '$password'; GRANT SELECT, PROCESS, REPLICATION CLIENT ON *.* TO kim@'%'"
        $socket = Join-Path $sandbox.Path 'mysqld.sock'
        $written = "kim:${password}@127.0.0.1:$port"
        $dead = 'kim@127.0.0.1:1'
    }

    AfterAll {
        Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    Context 'reaches the server that is given as' {
        BeforeAll {
            function Assert-Reached {
                param($Connected)
                @($Connected) | Should -HaveCount 1
                (Get-MySqlServer $Connected).ServerUuid | Should -Be $sandbox.Uuid
            }
        }

        It 'an object' {
            Assert-Reached (Connect-MySqlServer $server)
        }

        It 'an object that PowerShell has not wrapped' {
            Assert-Reached (Connect-MySqlServer $server.PSObject.BaseObject)
        }

        It 'an object from the pipeline' {
            Assert-Reached ($server | Connect-MySqlServer)
        }

        It 'the property Server of another object' {
            Assert-Reached ($sandbox | Connect-MySqlServer)
        }

        It 'the column Server of a table' {
            Assert-Reached ("Server`n$written" | ConvertFrom-Csv | Connect-MySqlServer)
        }

        It 'user:password@host:port' {
            Assert-Reached (Connect-MySqlServer $written)
        }

        It 'user:password@host:port from the pipeline' {
            Assert-Reached ($written | Connect-MySqlServer)
        }

        It 'user@[IPv6]:port' {
            $connected = Connect-MySqlServer "kim:${password}@[::1]:$port"
            Assert-Reached $connected
            "$connected" | Should -Be "kim@[::1]:$port"
        }

        It 'user@/socket' {
            $connected = Connect-MySqlServer "kim:${password}@$socket"
            Assert-Reached $connected
            "$connected" | Should -Be "kim@$socket"
        }

        It 'user:password@[/socket]' {
            Assert-Reached (Connect-MySqlServer "kim:${password}@[$socket]")
        }

        It 'mysql://user:password@host:port' {
            Assert-Reached (Connect-MySqlServer "mysql://kim:${password}@127.0.0.1:$port")
        }

        It 'mysql:// with options' {
            $connected = Connect-MySqlServer "mysql://kim:${password}@127.0.0.1:$port/?ssl-mode=VERIFY_CA&ssl-ca=$data/ca.pem&connect-timeout=7&command-timeout=11"
            Assert-Reached $connected
            $connected.Tls.Mode | Should -Be 'VerifyCA'
            $connected.Tls.CaFile | Should -Be "$data/ca.pem"
            $connected.ConnectTimeout | Should -Be ([timespan]::FromSeconds(7))
            $connected.CommandTimeout | Should -Be ([timespan]::FromSeconds(11))
        }

        It 'an option file with its group' {
            $connected = Connect-MySqlServer "$($sandbox.Path)/root.cnf[client]"
            Assert-Reached $connected
            $connected.Source | Should -Be "$($sandbox.Path)/root.cnf[client]"
        }

        It 'an option file without a group' {
            Assert-Reached (Connect-MySqlServer "$($sandbox.Path)/root.cnf")
        }

        It 'an option file relative to PowerShell''s location' {
            Push-Location $sandbox.Path
            try { Assert-Reached (Connect-MySqlServer 'root.cnf[client]') } finally { Pop-Location }
        }

        It 'a host with -Credential' {
            $connected = Connect-MySqlServer "127.0.0.1:$port" -Credential (New-TestCredential 'kim' $password)
            Assert-Reached $connected
            $connected.User | Should -Be 'kim'
        }

        It 'an object with -Credential in place of its own account' {
            $connected = Connect-MySqlServer $server -Credential (New-TestCredential 'kim' $password)
            (Get-MySqlServer $connected).Account | Should -Be 'kim@%'
        }

        Context 'a login path' {
            BeforeAll {
                $before = $env:MYSQL_TEST_LOGIN_FILE
                $env:MYSQL_TEST_LOGIN_FILE = Join-Path $TestDrive 'login.cnf'
                Set-MySqlLoginPath north 127.0.0.1 -Port $port -Credential (New-TestCredential 'kim' $password)
                Set-MySqlLoginPath deaf 127.0.0.1 -Port 1 -Credential (New-TestCredential 'kim' $password)
            }

            AfterAll {
                $env:MYSQL_TEST_LOGIN_FILE = $before
            }

            It 'by its name' {
                $connected = Connect-MySqlServer north
                Assert-Reached $connected
                $connected.Source | Should -Be 'north'
            }

            It 'as Get-MySqlLoginPath gives it' {
                Assert-Reached (Get-MySqlLoginPath north | Connect-MySqlServer)
            }

            It 'with another port' {
                Assert-Reached (Connect-MySqlServer "deaf:$port")
            }
        }
    }

    Context 'what it returns' {
        It 'shows user@host:port' {
            "$(Connect-MySqlServer $written)" | Should -Be "kim@127.0.0.1:$port"
        }

        It 'is what the next cmdlet needs' {
            (Connect-MySqlServer $written | Get-MySqlServer).Account | Should -Be 'kim@%'
        }

        It 'keeps -ConnectTimeout and -CommandTimeout' {
            $connected = Connect-MySqlServer $written -ConnectTimeout 3 -CommandTimeout 5
            $connected.ConnectTimeout.TotalSeconds | Should -Be 3
            $connected.CommandTimeout.TotalSeconds | Should -Be 5
        }

        It 'leaves no session on the server' {
            $null = Connect-MySqlServer $written
            Wait-For { -not (Invoke-TestSql $server "SELECT ID FROM performance_schema.processlist WHERE USER = 'kim'") }
        }
    }

    Context 'one dead server of five' {
        BeforeAll {
            $five = $server, $written, $dead, "kim:${password}@$socket", "$($sandbox.Path)/root.cnf"
            $connected = Connect-MySqlServer $five -ErrorVariable refusals -ErrorAction SilentlyContinue
        }

        It 'gives four objects in the order of the servers' {
            $connected.ForEach({ "$_" }) | Should -Be "root@127.0.0.1:$port", "kim@127.0.0.1:$port", "kim@$socket", "root@127.0.0.1:$port"
        }

        It 'gives one error record' {
            @($refusals) | Should -HaveCount 1
            "$($refusals[0].TargetObject)" | Should -Be $dead
        }

        It 'gives the same from the pipeline' {
            $piped = $five | Connect-MySqlServer -ErrorVariable refusals -ErrorAction SilentlyContinue
            $piped.ForEach({ "$_" }) | Should -Be $connected.ForEach({ "$_" })
            @($refusals) | Should -HaveCount 1
        }

        It 'gives the same one after another' {
            (Connect-MySqlServer $five -ThrottleLimit 1 -ErrorAction SilentlyContinue).ForEach({ "$_" }) | Should -Be $connected.ForEach({ "$_" })
        }
    }

    Context 'an error' {
        BeforeAll {
            $null = Connect-MySqlServer $dead -ErrorVariable refusals -ErrorAction SilentlyContinue
            $refusal = $refusals[0]
        }

        It 'has an id that stays' {
            $refusal.FullyQualifiedErrorId | Should -Be 'MySqlOps.ConnectRefused,MySqlOps.Cmdlets.Connect.ConnectMySqlServerCommand'
        }

        It 'has a category' {
            $refusal.CategoryInfo.Category | Should -Be 'ConnectionError'
        }

        It 'has the server as its target' {
            $refusal.TargetObject.Endpoint | Should -Be '127.0.0.1:1'
        }

        It 'recommends what to do' {
            $refusal.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'says in its message where it happened' {
            "$refusal" | Should -BeLike '*127.0.0.1:1*'
        }

        It 'ends the command with -ErrorAction Stop, for try and catch' {
            $caught = try { Connect-MySqlServer $dead, $written -ErrorAction Stop } catch { $_ }
            @($caught) | Should -HaveCount 1
            $caught.FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ConnectRefused,*'
        }

        It 'carries its name as a value' {
            $refusal.Exception.Id | Should -Be 'ConnectRefused'
        }

        It 'leaves a script running without -ErrorAction Stop' {
            $ErrorActionPreference = 'Continue'
            $lines = & { Connect-MySqlServer $dead; 'went on' } 2>$null
            $lines | Should -Be 'went on'
        }
    }

    Context 'refuses with a name for' {
        BeforeAll {
            function Get-ErrorName {
                param([Parameter(Mandatory)] [hashtable] $Connect)
                $refusals = $null
                $connected = Connect-MySqlServer @Connect -ErrorVariable refusals -ErrorAction SilentlyContinue
                $connected | Should -BeNullOrEmpty
                @($refusals) | Should -HaveCount 1
                "$($refusals[0].FullyQualifiedErrorId -replace ',.*'), $($refusals[0].CategoryInfo.Category)"
            }

            function Start-Listener {
                $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
                $listener.Start()
                $listener
            }
        }

        It '<Case>: <Name>' -ForEach @(
            @{ Case = 'a text that is no address'; Server = 'kim@'; Name = 'MySqlOps.AddressInvalid, InvalidArgument' }
            @{ Case = 'an option file that is not there'; Server = '/no/such.cnf[client]'; Name = 'MySqlOps.OptionFileMissing, ObjectNotFound' }
            @{ Case = 'a host that has no address'; Server = 'kim@nohost.invalid'; Name = 'MySqlOps.ConnectUnknownHost, ConnectionError' }
            @{ Case = 'a socket that is not there'; Server = 'kim@/no/such.sock'; Name = 'MySqlOps.ConnectRefused, ConnectionError' }
        ) {
            Get-ErrorName @{ Server = $Server } | Should -Be $Name
        }

        It 'a login path that is not there' {
            $before = $env:MYSQL_TEST_LOGIN_FILE
            $env:MYSQL_TEST_LOGIN_FILE = Join-Path $TestDrive 'none.cnf'
            try { Get-ErrorName @{ Server = 'nowhere' } | Should -Be 'MySqlOps.LoginPathMissing, ObjectNotFound' } finally { $env:MYSQL_TEST_LOGIN_FILE = $before }
        }

        It 'a group that the option file lacks' {
            Get-ErrorName @{ Server = "$($sandbox.Path)/root.cnf[nobody]" } | Should -Be 'MySqlOps.OptionFileInvalid, InvalidData'
        }

        It 'a wrong password' {
            Get-ErrorName @{ Server = "kim:wrong@127.0.0.1:$port" } | Should -Be 'MySqlOps.ConnectAccessDenied, AuthenticationError'
        }

        It 'an account that is locked' {
            Invoke-TestSql $server "CREATE USER locked@'%' IDENTIFIED BY '$password' ACCOUNT LOCK"
            Get-ErrorName @{ Server = "locked:${password}@127.0.0.1:$port" } | Should -Be 'MySqlOps.ConnectAccountLocked, AuthenticationError'
        }

        It 'a password that has expired' {
            Invoke-TestSql $server "CREATE USER expired@'%' IDENTIFIED BY '$password' PASSWORD EXPIRE"
            Get-ErrorName @{ Server = "expired:${password}@127.0.0.1:$port" } | Should -Be 'MySqlOps.ConnectPasswordExpired, AuthenticationError'
        }

        It 'an account that has as many connections as it may' {
            Invoke-TestSql $server "CREATE USER single@'%' IDENTIFIED BY '$password' WITH MAX_USER_CONNECTIONS 1"
            $single = "single:${password}@127.0.0.1:$port"
            $held = Open-TestConnection (Connect-MySqlServer $single)
            try { Get-ErrorName @{ Server = $single } | Should -Be 'MySqlOps.ConnectTooManyConnections, ResourceBusy' } finally { $held.Dispose() }
        }

        It 'a server that has as many connections as it may' {
            $administrator = Open-TestConnection $server
            try {
                Invoke-TestSql $administrator 'SET GLOBAL max_connections = 1'
                Get-ErrorName @{ Server = $written } | Should -Be 'MySqlOps.ConnectTooManyConnections, ResourceBusy'
            }
            finally {
                Invoke-TestSql $administrator 'SET GLOBAL max_connections = DEFAULT'
                $administrator.Dispose()
            }
        }

        It 'a server that takes no connection without TLS' {
            Invoke-TestSql $server 'SET GLOBAL require_secure_transport = ON'
            try { Get-ErrorName @{ Server = $written; TlsMode = 'Disabled' } | Should -Be 'MySqlOps.ConnectTlsDemanded, SecurityError' }
            finally { Invoke-TestSql $server 'SET GLOBAL require_secure_transport = OFF' }
        }

        It 'something that is no MySQL server' {
            $listener = Start-Listener
            $answering = Start-ThreadJob {
                # The driver comes first, then the probe that finds out why it failed.
                while ($true) {
                    $client = ($using:listener).AcceptTcpClient()
                    $client.GetStream().Write([Text.Encoding]::ASCII.GetBytes("HTTP/1.1 400 Bad Request`r`n`r`n"))
                    $client.Client.Shutdown('Send')
                }
            }
            try { Get-ErrorName @{ Server = "kim@127.0.0.1:$($listener.LocalEndpoint.Port)" } | Should -Be 'MySqlOps.ConnectNotMySql, ProtocolError' }
            finally {
                $listener.Stop()
                $answering | Remove-Job -Force
            }
        }

        It 'a server that does not answer, as soon as -ConnectTimeout is over' {
            $listener = Start-Listener
            try {
                $clock = [Diagnostics.Stopwatch]::StartNew()
                Get-ErrorName @{ Server = "kim@127.0.0.1:$($listener.LocalEndpoint.Port)"; ConnectTimeout = 1 } | Should -Be 'MySqlOps.ConnectTimeout, OperationTimeout'
                $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 0.9
                $clock.Elapsed.TotalSeconds | Should -BeLessThan 4
            }
            finally {
                $listener.Stop()
            }
        }
    }

    Context 'TLS' {
        BeforeAll {
            function Get-Encryption {
                param($Connected)
                (Get-MySqlServer $Connected).TlsVersion
            }
        }

        It 'is used when nothing is said' {
            $connected = Connect-MySqlServer $written
            $connected.Tls.Mode | Should -Be 'Preferred'
            Get-Encryption $connected | Should -BeLike 'TLSv1.*'
        }

        It 'is not used with Disabled' {
            Get-Encryption (Connect-MySqlServer $written -TlsMode Disabled) | Should -BeNullOrEmpty
        }

        It 'is used with Required' {
            Get-Encryption (Connect-MySqlServer $written -TlsMode Required) | Should -BeLike 'TLSv1.*'
        }

        It 'verifies the authority with VerifyCA' {
            Get-Encryption (Connect-MySqlServer $written -TlsMode VerifyCA -TlsCa "$data/ca.pem") | Should -BeLike 'TLSv1.*'
        }

        It 'takes -TlsCa relative to PowerShell''s location, and keeps it whole' {
            Push-Location $data
            try { $connected = Connect-MySqlServer $written -TlsMode VerifyCA -TlsCa ca.pem } finally { Pop-Location }
            $connected.Tls.CaFile | Should -Be "$data/ca.pem"
        }

        It 'sends the client''s certificate, or says that its driver can''t' {
            Invoke-TestSql $server "CREATE USER certified@'%' IDENTIFIED BY '$password' REQUIRE X509"
            $certified = "certified:${password}@127.0.0.1:$port"
            $refusals = $null
            Connect-MySqlServer $certified -ErrorVariable refusals -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $refusals[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ConnectAccessDenied,*'
            $connected = Connect-MySqlServer $certified -TlsCertificate "$data/client-cert.pem" -TlsKey "$data/client-key.pem" -ErrorVariable refusals -ErrorAction SilentlyContinue
            if ((Get-TestDriver $server).Name -eq 'MySqlConnector') {
                $connected | Should -HaveCount 1
            }
            else {
                $refusals[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.DriverUnsupported,*'
            }
        }

        Context 'is refused' {
            BeforeAll {
                function Get-TlsError {
                    param([Parameter(Mandatory)] [hashtable] $Connect)
                    $refusals = $null
                    Connect-MySqlServer $written @Connect -ErrorVariable refusals -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
                    @($refusals) | Should -HaveCount 1
                    "$($refusals[0].FullyQualifiedErrorId -replace ',.*'), $($refusals[0].CategoryInfo.Category)"
                }
            }

            It 'when the system does not trust the authority' {
                Get-TlsError @{ TlsMode = 'VerifyCA' } | Should -Be 'MySqlOps.ConnectTlsUntrusted, SecurityError'
            }

            It 'when another authority is to be trusted' {
                $key = [Security.Cryptography.RSA]::Create(2048)
                $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Somebody else', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
                $request.CertificateExtensions.Add([Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($true, $false, 0, $true))
                $other = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddDays(1))
                Set-Content "$TestDrive/other-ca.pem" $other.ExportCertificatePem()
                Get-TlsError @{ TlsMode = 'VerifyCA'; TlsCa = "$TestDrive/other-ca.pem" } | Should -Be 'MySqlOps.ConnectTlsUntrusted, SecurityError'
            }

            It 'when the certificate is for another host' {
                Get-TlsError @{ TlsMode = 'VerifyFull'; TlsCa = "$data/ca.pem" } | Should -Be 'MySqlOps.ConnectTlsNameMismatch, SecurityError'
            }

            It 'when the file of -TlsCa is not there' {
                Get-TlsError @{ TlsMode = 'VerifyCA'; TlsCa = "$TestDrive/none.pem" } | Should -Be 'MySqlOps.ConnectTlsFailed, SecurityError'
            }
        }

        Context 'with a certificate for the host''s own name' {
            BeforeAll {
                $sha = [Security.Cryptography.HashAlgorithmName]::SHA256
                $padding = [Security.Cryptography.RSASignaturePadding]::Pkcs1
                $from, $to = [DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddDays(1)
                $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Test authority', [Security.Cryptography.RSA]::Create(2048), $sha, $padding)
                $request.CertificateExtensions.Add([Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($true, $false, 0, $true))
                $authority = $request.CreateSelfSigned($from, $to)
                $key = [Security.Cryptography.RSA]::Create(2048)
                $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=localhost', $key, $sha, $padding)
                $names = [Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder]::new()
                $names.AddDnsName('localhost')
                $request.CertificateExtensions.Add($names.Build())
                $certificate = $request.Create($authority, $from, $to, [byte[]](1, 2, 3))
                Set-Content "$TestDrive/authority.pem" $authority.ExportCertificatePem()
                Set-Content "$TestDrive/localhost.pem" $certificate.ExportCertificatePem()
                Set-Content "$TestDrive/localhost-key.pem" $key.ExportPkcs8PrivateKeyPem()
                $was = Invoke-TestSql $server 'SELECT @@GLOBAL.ssl_ca AS ca, @@GLOBAL.ssl_cert AS certificate, @@GLOBAL.ssl_key AS private'
                Invoke-TestSql $server "SET GLOBAL ssl_ca = '$TestDrive/authority.pem', ssl_cert = '$TestDrive/localhost.pem', ssl_key = '$TestDrive/localhost-key.pem'; ALTER INSTANCE RELOAD TLS"
            }

            AfterAll {
                Invoke-TestSql $server "SET GLOBAL ssl_ca = '$($was.ca)', ssl_cert = '$($was.certificate)', ssl_key = '$($was.private)'; ALTER INSTANCE RELOAD TLS"
            }

            It 'connects by that name with VerifyFull, or says that its driver can''t' {
                $refusals = $null
                $connected = Connect-MySqlServer "kim:${password}@localhost:$port" -TlsMode VerifyFull -TlsCa "$TestDrive/authority.pem" -ErrorVariable refusals -ErrorAction SilentlyContinue
                if ((Get-TestDriver $server).Name -eq 'MySqlConnector') {
                    $connected | Should -HaveCount 1
                }
                else {
                    $refusals[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.DriverUnsupported,*'
                }
            }

            It 'does not connect by another name with VerifyFull' {
                $refusals = $null
                Connect-MySqlServer $written -TlsMode VerifyFull -TlsCa "$TestDrive/authority.pem" -ErrorVariable refusals -ErrorAction SilentlyContinue
                $refusals[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ConnectTlsNameMismatch,*'
            }

            It 'connects by another name with VerifyCA' {
                Connect-MySqlServer $written -TlsMode VerifyCA -TlsCa "$TestDrive/authority.pem" | Should -HaveCount 1
            }
        }
    }

    Context 'a server without TLS' {
        BeforeAll {
            $plain = New-MySqlSandbox -Path $folder -Option @{ tls_version = '' } -ErrorAction Stop
            Invoke-TestSql $plain "CREATE USER kim@'%' IDENTIFIED BY '$password'; GRANT SELECT, PROCESS, REPLICATION CLIENT ON *.* TO kim@'%'"
            $address = "kim:${password}@127.0.0.1:$($plain.Port)"
        }

        It '<_> refuses it' -ForEach 'Required', 'VerifyCA', 'VerifyFull' {
            $refusals = $null
            Connect-MySqlServer $address -TlsMode $_ -ErrorVariable refusals -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $refusals[0].FullyQualifiedErrorId | Should -BeLike 'MySqlOps.ConnectTlsNotOffered,*'
        }
    }

    Context 'from an address that is not loopback''s' {
        BeforeAll {
            $isolate = '--net', '--mount', $([Environment]::IsPrivilegedProcess ? '--' : '--map-root-user')
            if ($IsLinux -and @(Get-Command unshare, ip -ErrorAction Ignore).Count -eq 2) {
                unshare @isolate true 2>$null
                $canIsolate = $LASTEXITCODE -eq 0
                if ($canIsolate) {
                    $endings = unshare @isolate ([Environment]::ProcessPath) -NoLogo -NoProfile -NonInteractive -File "$PSScriptRoot/OwnNetwork.ps1" | Select-Object -Last 1 | ConvertFrom-Json
                }
            }
        }

        It '<Case>: <Ending>' -ForEach @(
            @{ Case = 'a host from which no account may connect'; Name = 'NotAllowed'; Ending = 'MySqlOps.ConnectHostNotAllowed, PermissionDenied' }
            @{ Case = 'a password that would need the server''s public key, without leave to fetch it'; Name = 'Insecure'; Ending = 'MySqlOps.ConnectInsecureAuthentication, SecurityError' }
            @{ Case = 'the same password with -GetServerPublicKey'; Name = 'PublicKey'; Ending = 'connected as kim@10.99.0.1:*' }
            @{ Case = 'a network without a route'; Name = 'Unreachable'; Ending = 'MySqlOps.ConnectUnreachable, ConnectionError' }
            @{ Case = 'a host that the server blocks'; Name = 'Blocked'; Ending = 'MySqlOps.ConnectHostBlocked, PermissionDenied' }
            @{ Case = 'the same host once its errors are forgotten'; Name = 'Unblocked'; Ending = 'connected as kim@10.99.0.1:*' }
        ) {
            if (-not $canIsolate) { Set-ItResult -Skipped -Because 'it needs Linux with unshare, ip, and leave to make a network namespace' }
            $endings.$Name | Should -BeLike $Ending
        }
    }
}
