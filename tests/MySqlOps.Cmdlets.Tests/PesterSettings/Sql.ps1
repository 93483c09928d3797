<#
Dot-source this after Start.ps1, in BeforeAll. It talks to a server past the cmdlets, through the driver that the engine was built on:
  Get-TestDriver        that driver; it has a Name
  Open-TestConnection   an open connection, to hold a lock or watch others with; Dispose it
  Invoke-TestSql        runs statements, on a server or an open connection, and gives back the rows of the first result
  New-TestPassword      a random password, as text: for accounts that a test makes
  New-TestCredential    a credential from a user and a password's text
  Wait-For              waits until a condition holds; throws when it does not come to hold
#>

function Get-TestDriver {
    param([Parameter(Mandatory)] $Server)
    # The engine's own choice of driver, which it keeps to itself.
    $engine = $Server.GetType().Assembly
    $engine.GetType('MySqlOps.Engine.Connect.Drivers.SqlDriver', $true).GetProperty('Current').GetValue($null)
}

function Open-TestConnection {
    param([Parameter(Mandatory)] $Server)
    (Get-TestDriver $Server).ConnectAsync($Server).GetAwaiter().GetResult()
}

function Invoke-TestSql {
    param([Parameter(Mandatory)] $Server, [Parameter(Mandatory)] [string] $Sql)
    $isOpen = $Server -is [Data.Common.DbConnection]
    $connection = $isOpen ? $Server : (Open-TestConnection $Server)
    try {
        $command = $connection.CreateCommand()
        $command.CommandText = $Sql
        $command.CommandTimeout = 60
        $reader = $command.ExecuteReader()
        try {
            while ($reader.Read()) {
                $row = [ordered]@{}
                for ($i = 0; $i -lt $reader.FieldCount; $i++) { $row[$reader.GetName($i)] = $reader.IsDBNull($i) ? $null : $reader.GetValue($i) }
                [pscustomobject] $row
            }
        }
        finally {
            $reader.Dispose()
        }
    }
    finally {
        if (-not $isOpen) { $connection.Dispose() }
    }
}

function New-TestPassword {
    [Security.Cryptography.RandomNumberGenerator]::GetString('abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789', 24)
}

function New-TestCredential {
    param([Parameter(Mandatory)] [string] $User, [Parameter(Mandatory)] [string] $Password)
    [pscredential]::new($User, (ConvertTo-SecureString $Password -AsPlainText -Force))
}

function Wait-For {
    param([Parameter(Mandatory)] [scriptblock] $Condition, [int] $Seconds = 10)
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($clock.Elapsed.TotalSeconds -gt $Seconds) { throw "Waited $Seconds s for: $Condition" }
        [Threading.Tasks.Task]::Delay(50).Wait()
    }
}
