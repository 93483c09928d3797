<#
Dot-source this after Start.ps1 and Sql.ps1, in BeforeAll. It offers:
  Get-ReplicaPair      a source and its replica, which all files of a run share; Run.ps1 removes them with the shared server
  Reset-ReplicaPair    brings the replica back to where all tests begin: it follows the source and has what it has
#>
function Get-ReplicaPair {
    if (-not $global:MySqlOpsReplicaPair) {
        $null = Get-SharedServer
        $pair = New-MySqlSandbox -Path (Join-Path ([IO.Path]::GetTempPath()) "mop$PID") -Count 2 -ErrorAction Stop
        $global:MySqlOpsReplicaPassword = New-TestPassword
        Invoke-TestSql $pair[0] "CREATE USER follower@'127.0.0.1' IDENTIFIED BY '$global:MySqlOpsReplicaPassword'; GRANT REPLICATION SLAVE ON *.* TO follower@'127.0.0.1'; CREATE DATABASE shop; CREATE TABLE shop.t (id INT PRIMARY KEY, v INT)"
        $global:MySqlOpsReplicaPair = $pair
    }
    $global:MySqlOpsReplicaPair
}

function Reset-ReplicaPair {
    $source, $replica = Get-ReplicaPair
    Invoke-TestSql $replica "STOP REPLICA; RESET REPLICA ALL; DROP DATABASE IF EXISTS shop; DROP USER IF EXISTS follower@'127.0.0.1'; RESET BINARY LOGS AND GTIDS"
    Invoke-TestSql $replica "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = $($source.Port), SOURCE_USER = 'follower', SOURCE_PASSWORD = '$global:MySqlOpsReplicaPassword', SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1, SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 86400; START REPLICA"
    $executed = (Invoke-TestSql $source 'SELECT @@GLOBAL.gtid_executed AS gtids').gtids
    (Invoke-TestSql $replica "SELECT WAIT_FOR_EXECUTED_GTID_SET('$executed', 30) AS late").late | Should -Be 0
}

function Stop-AtDuplicate {
    $source, $replica = Get-ReplicaPair
    Invoke-TestSql $source 'DELETE FROM shop.t'
    Invoke-TestSql $replica 'SET SESSION sql_log_bin = 0; INSERT INTO shop.t VALUES (1, 0)'
    Invoke-TestSql $source 'INSERT INTO shop.t VALUES (1, 1)'
    Wait-For { (Invoke-TestSql $replica 'SHOW REPLICA STATUS').Last_SQL_Errno -eq 1062 }
}
