<#
Dot-source this after Sql.ps1, in BeforeAll. It makes servers that replicate:
  New-TestReplica       a source with the table shop.items, and a replica that has it too; gives back their folder, the source and the replica
#>

function New-TestReplica {
    $folder = Join-Path ([IO.Path]::GetTempPath()) "mops$PID"
    $source, $replica = New-MySqlSandbox -Count 2 -Path $folder -Option @{ innodb_use_native_aio = 0 } -ErrorAction Stop
    Invoke-TestSql $source 'SET sql_log_bin = 0; CREATE USER follower@"127.0.0.1" IDENTIFIED BY "follower-Pw1"; GRANT REPLICATION SLAVE ON *.* TO follower@"127.0.0.1"; RESET BINARY LOGS AND GTIDS'
    Invoke-TestSql $replica ("RESET BINARY LOGS AND GTIDS; CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = $($source.Port), SOURCE_USER = 'follower', " +
        "SOURCE_PASSWORD = 'follower-Pw1', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1; START REPLICA")
    Invoke-TestSql $source "CREATE DATABASE shop; CREATE TABLE shop.items (id int PRIMARY KEY, name varchar(40)); INSERT INTO shop.items VALUES (1, 'a'), (2, 'b')"
    $gtids = (Get-MySqlServer $source).GtidExecuted
    Invoke-TestSql $replica "SELECT WAIT_FOR_EXECUTED_GTID_SET('$gtids', 30)" | Out-Null
    $folder, $source, $replica
}
