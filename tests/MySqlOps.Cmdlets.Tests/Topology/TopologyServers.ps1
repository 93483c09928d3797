<#
Dot-source this after Start.ps1 and Sql.ps1, in BeforeAll: two servers with one account, the second a replica of the first.
  $folder      the folder of the sandboxes, for Remove-TopologyServers
  $source      the first, for the account that both know
  $replica     the second
#>
$folder = Join-Path ([IO.Path]::GetTempPath()) "mopt$PID"
$roots = New-MySqlSandbox -Path $folder -Count 2 -Option @{ innodb_buffer_pool_size = '16M'; innodb_use_native_aio = 0 } -ErrorAction Stop
$password = New-TestPassword
foreach ($root in $roots) {
    Invoke-TestSql $root "SET sql_log_bin = 0; CREATE USER topo@'127.0.0.1' IDENTIFIED BY '$password'; GRANT ALL ON *.* TO topo@'127.0.0.1'"
    Invoke-TestSql $root 'RESET BINARY LOGS AND GTIDS'
}
$credential = New-TestCredential topo $password
$source, $replica = $roots | ForEach-Object { Connect-MySqlServer "topo@127.0.0.1:$($_.Port)" -Credential $credential }
Invoke-TestSql $replica "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = $($source.Port), SOURCE_USER = 'topo', SOURCE_PASSWORD = '$password', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1"
Invoke-TestSql $replica 'START REPLICA; SET GLOBAL super_read_only = ON'
Wait-For { (Invoke-TestSql $replica 'SELECT SERVICE_STATE AS state FROM performance_schema.replication_connection_status').state -eq 'ON' }

function Remove-TopologyServers {
    Get-MySqlSandbox -Path $folder | Remove-MySqlSandbox -Confirm:$false
    Remove-Item $folder -Recurse -Force -ErrorAction Ignore
}
