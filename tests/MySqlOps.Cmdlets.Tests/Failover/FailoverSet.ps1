<#
Dot-source this after Sql.ps1, in BeforeAll. It makes a primary with replicas for the tests of failovers:
  New-TestFailoverSet   gives back their folder, and a server object for each, the primary first: all with one account, so that replicas can be found
#>

function New-TestFailoverSet {
    param([Parameter(Mandatory)] [string] $Name, [int] $Count = 3, [string] $Password = (New-TestPassword))
    $folder = Join-Path ([IO.Path]::GetTempPath()) "$Name$PID"
    $made = @(New-MySqlSandbox -Count $Count -Path $folder -Option @{ innodb_use_native_aio = 0 } -ErrorAction Stop)
    foreach ($server in $made) {
        Invoke-TestSql $server "SET SESSION sql_log_bin = 0; CREATE USER ops@'127.0.0.1' IDENTIFIED BY '$password'; GRANT ALL ON *.* TO ops@'127.0.0.1' WITH GRANT OPTION; RESET BINARY LOGS AND GTIDS"
    }
    foreach ($server in $made[1..($Count - 1)]) {
        Invoke-TestSql $server "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = $($made[0].Port), SOURCE_USER = 'ops', SOURCE_PASSWORD = '$password', SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1, SOURCE_HEARTBEAT_PERIOD = 1, SOURCE_CONNECT_RETRY = 1"
        Invoke-TestSql $server 'START REPLICA'
        Invoke-TestSql $server 'SET GLOBAL super_read_only = ON'
        Wait-For { (Invoke-TestSql $server 'SELECT SERVICE_STATE AS state FROM performance_schema.replication_connection_status').state -eq 'ON' }
    }
    $folder
    foreach ($server in $made) { Connect-MySqlServer "ops@127.0.0.1:$($server.Port)" -Credential (New-TestCredential 'ops' $password) -ErrorAction Stop }
}
