<#
Runs inside network and mount namespaces of its own, in a fresh pwsh: makes an address there that is not loopback's, a server that listens at it,
and writes as JSON how connections to it end. Some refusals can't be had on loopback: the server's host cache leaves it out, and a driver may trust it.
#>
$ErrorActionPreference = 'Stop'
ip link set lo up
ip addr add 10.99.0.1/24 dev lo
. "$PSScriptRoot/../PesterSettings/Start.ps1"
. "$PSScriptRoot/../PesterSettings/Sql.ps1"

# The server counts the errors of hosts only whose name it could find (manual 29.12.22.3).
$hosts = New-TemporaryFile
"127.0.0.1 localhost`n10.99.0.1 spoiler.test" | Set-Content $hosts
mount --bind $hosts.FullName /etc/hosts

$folder = Join-Path ([IO.Path]::GetTempPath()) "mopn$PID"
$endings = [ordered]@{}

function Connect-From {
    param([string] $Name, [hashtable] $Connect)
    $refusals = $null
    $connected = Connect-MySqlServer @Connect -ErrorVariable refusals -ErrorAction SilentlyContinue
    $endings[$Name] = $connected ? "connected as $connected" : "$($refusals[0].FullyQualifiedErrorId -replace ',.*'), $($refusals[0].CategoryInfo.Category)"
}

try {
    $server = New-MySqlSandbox -Path $folder -Option @{ bind_address = '*'; skip_name_resolve = 'OFF'; tls_version = '' }
    $there = "10.99.0.1:$($server.Port)"
    Connect-From NotAllowed @{ Server = "kim:any@$there" }

    $password = New-TestPassword
    Invoke-TestSql $server "CREATE USER kim@'10.99.%' IDENTIFIED BY '$password'"
    Connect-From Insecure @{ Server = "kim:${password}@$there" }
    Connect-From PublicKey @{ Server = "kim:${password}@$there"; GetServerPublicKey = $true }
    Connect-From Unreachable @{ Server = 'kim@10.98.0.1' }

    Invoke-TestSql $server 'SET GLOBAL max_connect_errors = 1'

    # A handshake that breaks off behind the greeting counts as a connection error of the host.
    Wait-For {
        $spoiler = [Net.Sockets.TcpClient]::new('10.99.0.1', $server.Port)
        $null = $spoiler.GetStream().Read([byte[]]::new(4096), 0, 4096)
        $spoiler.GetStream().Write([byte[]](1, 2, 3, 4, 5, 6, 7, 8))
        $spoiler.Dispose()
        (Invoke-TestSql $server "SELECT SUM_CONNECT_ERRORS AS errors FROM performance_schema.host_cache WHERE IP = '10.99.0.1'").errors -ge 1
    }
    Connect-From Blocked @{ Server = "kim:${password}@$there"; GetServerPublicKey = $true }
    Invoke-TestSql $server 'TRUNCATE TABLE performance_schema.host_cache'
    Connect-From Unblocked @{ Server = "kim:${password}@$there"; GetServerPublicKey = $true }
}
finally {
    Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
    Remove-Item $folder, $hosts -Recurse -Force -ErrorAction Ignore
}

$endings | ConvertTo-Json -Compress
