BeforeDiscovery {
    $manifest = Import-PowerShellDataFile "$PSScriptRoot/../../../MySqlOps.psd1"
    $commands = $manifest.CmdletsToExport
}

Describe 'The module' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"
        $manifest = (Resolve-Path "$PSScriptRoot/../../../MySqlOps.psd1").Path
        $engine = (Resolve-Path "$PSScriptRoot/../../../bin/engine").Path
        $import = "Import-Module '$manifest'"

        # A port that nothing listens at: enough to set the engine and the driver to work.
        $refused = "Get-MySqlServer 'nobody@127.0.0.1:1' -ErrorAction SilentlyContinue -ErrorVariable refusal"
    }

    Context 'import' {
        It 'does not load the engine' {
            $assemblies = Invoke-CleanPwsh "$import; [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ `$_.GetName().Name })"
            $assemblies | Should -Contain 'MySqlOps.Cmdlets'
            $assemblies | Should -Not -Contain 'MySqlOps.Engine'
        }

        It 'says nothing' {
            Invoke-CleanPwsh "$import *>&1" | Should -BeNullOrEmpty
        }

        It 'exports what the manifest names and nothing else' {
            $names = Invoke-CleanPwsh "$import; (Get-Command -Module MySqlOps).Name"
            $names | Sort-Object | Should -Be ((Import-PowerShellDataFile $manifest).CmdletsToExport | Sort-Object)
        }

        It 'can be repeated with -Force' {
            Invoke-CleanPwsh "$import -Force; $import -Force; $refused; `$refusal[0].FullyQualifiedErrorId" | Should -BeLike 'MySqlOps.ConnectRefused,*'
        }

        It 'can be taken back and done again' {
            $lines = Invoke-CleanPwsh "$import; $refused; Remove-Module MySqlOps; @(Get-Command -Module MySqlOps).Count; $import; $refused; `$refusal[0].FullyQualifiedErrorId"
            $lines[0] | Should -Be '0'
            $lines[1] | Should -BeLike 'MySqlOps.ConnectRefused,*'
        }

        It 'works in two runspaces of one process' {
            $script = "$import; $refused; `$refusal[0].FullyQualifiedErrorId"
            $lines = Invoke-CleanPwsh "1..2 | ForEach-Object -Parallel { $script }"
            $lines | Should -HaveCount 2
            $lines | Should -BeLike 'MySqlOps.ConnectRefused,*'
        }
    }

    Context 'its own packages' {
        It 'stay out of the load context that all modules share' {
            $ours = (Get-ChildItem $engine -Filter *.dll).BaseName
            $shared = Invoke-CleanPwsh "$import; `$before = [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach({ `$_.GetName().Name }); $refused; `
                [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach({ `$_.GetName().Name }).Where({ `$_ -notin `$before })"
            @($shared).Where({ $_ -in $ours }) | Should -BeNullOrEmpty
        }

        It 'load into a context of their own' {
            $own = Invoke-CleanPwsh "$import; $refused; `
                [Runtime.Loader.AssemblyLoadContext]::All.Where({ `$_.Name -eq 'MySqlOps.Engine' }).Assemblies.ForEach({ `$_.GetName().Name })"
            $own | Should -Contain 'MySqlOps.Engine'
            @($own).Where({ $_ -in 'MySqlConnector', 'MySql.Data' }) | Should -HaveCount 1
        }

        It 'do not mind that another module has loaded its own copies' {
            $copies = Join-Path $TestDrive 'copies'
            $null = New-Item $copies -ItemType Directory
            Get-ChildItem $engine -Filter *.dll | Where-Object BaseName -NE 'MySqlOps.Engine' | Copy-Item -Destination $copies
            $load = "Get-ChildItem '$copies' -Filter *.dll | ForEach-Object { `$null = [Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath(`$_.FullName) }"
            Invoke-CleanPwsh "$load; $import; $refused; `$refusal[0].FullyQualifiedErrorId" | Should -BeLike 'MySqlOps.ConnectRefused,*'
        }
    }

    Context 'help' {
        It '<_> has a synopsis, a description and two examples' -ForEach $commands {
            $help = Get-Help $_ -Full
            $help.Synopsis | Should -Not -BeNullOrEmpty

            # Without help of ours, Get-Help shows the syntax as the synopsis.
            $help.Synopsis | Should -Not -Match "^\s*$_"
            $help.Description | Should -Not -BeNullOrEmpty
            @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
        }

        It '<_> is a topic' -ForEach 'about_MySqlOps', 'about_MySqlOps_Errors', 'about_MySqlOps_Export' {
            Get-Help $_ | Should -Not -BeNullOrEmpty
        }
    }
}
