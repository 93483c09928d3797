@{
    RootModule           = 'bin/MySqlOps.Cmdlets.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '1705f0d9-f837-42e5-a618-bd68ff8beed9'
    Author               = 'MySqlOps'
    CompanyName          = 'MySqlOps'
    Copyright            = '(c) The MySqlOps authors. MIT License.'
    Description          = 'Measures, backs up, copies, compares, replicates and keeps alive MySQL servers, as objects that pipe into each other.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('bin/MySqlOps.Format.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Compare-MySqlDatabase'
        'Compare-MySqlTopology'
        'Connect-MySqlServer'
        'Copy-MySqlDatabase'
        'Export-MySqlDatabase'
        'Export-MySqlTopology'
        'Get-MySqlDiskUsage'
        'Get-MySqlErrantTransaction'
        'Get-MySqlFailover'
        'Get-MySqlLoginPath'
        'Get-MySqlReplicaStatus'
        'Get-MySqlSandbox'
        'Get-MySqlServer'
        'Get-MySqlTopology'
        'Import-MySqlDatabase'
        'Invoke-MySqlFailover'
        'Invoke-MySqlSwitchover'
        'New-MySqlReplication'
        'New-MySqlSandbox'
        'Remove-MySqlLoginPath'
        'Remove-MySqlSandbox'
        'Reset-MySqlReplica'
        'Repair-MySqlErrantTransaction'
        'Resume-MySqlFailover'
        'Set-MySqlLoginPath'
        'Skip-MySqlTransaction'
        'Start-MySqlFailover'
        'Start-MySqlReplica'
        'Start-MySqlSandbox'
        'Stop-MySqlReplica'
        'Stop-MySqlSandbox'
        'Suspend-MySqlFailover'
        'Sync-MySqlDatabase'
        'Test-MySqlExport'
        'Test-MySqlReplicaData'
        'Test-MySqlReplication'
        'Test-MySqlPrimary'
    )
    PrivateData          = @{
        PSData = @{
            Tags = @('MySQL', 'Database', 'Administration', 'Windows', 'Linux', 'MacOS')
        }
    }
}
