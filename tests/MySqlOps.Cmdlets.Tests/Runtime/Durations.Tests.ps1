# Connect-MySqlServer stands here for every cmdlet that takes a span: a test of the surface sees to it that all take it alike.
Describe 'A parameter that takes a span of time' {
    BeforeAll {
        . "$PSScriptRoot/../PesterSettings/Start.ps1"

        function Get-Complaint {
            param([scriptblock] $Script)
            try { & $Script } catch { return $_ }
            throw 'It was taken.'
        }
    }

    It 'takes <Text> as <Seconds> s' -ForEach @(
        @{ Text = '2'; Seconds = 2 }
        @{ Text = '1.5'; Seconds = 1.5 }
        @{ Text = '2d'; Seconds = 172800 }
        @{ Text = '3s'; Seconds = 3 }
        @{ Text = "'2'"; Seconds = 2 }
        @{ Text = '([timespan] "0:0:7")'; Seconds = 7 }
        @{ Text = '0:0:7'; Seconds = 7 }
        @{ Text = '1m30s'; Seconds = 90 }
        @{ Text = "'4 min 12 s'"; Seconds = 252 }
        @{ Text = '([decimal] 1)'; Seconds = 1 }
    ) {
        $server = & ([scriptblock]::Create("Connect-MySqlServer (Get-SharedServer) -CommandTimeout $Text"))
        $server.CommandTimeout.TotalSeconds | Should -Be $Seconds
    }

    It 'refuses <_>' -ForEach '5us', '5kb', 'soon', "''", '([double]::NaN)', '$true' {
        $complaint = Get-Complaint ([scriptblock]::Create("Connect-MySqlServer nobody@127.0.0.1:1 -CommandTimeout $_"))
        $complaint.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError*'
        $complaint.Exception.Message | Should -BeLike '*is no duration. Give a number of seconds*'
    }

    It 'says the limits' {
        (Get-Complaint { Connect-MySqlServer nobody@127.0.0.1:1 -ConnectTimeout 100ms }).Exception.Message | Should -BeLike "*'100ms' is too short: it may be 1 s to 3600 s."
        (Get-Complaint { Connect-MySqlServer nobody@127.0.0.1:1 -ConnectTimeout 2h }).Exception.Message | Should -BeLike "*'2h' is too long: it may be 1 s to 3600 s."
        (Get-Complaint { Connect-MySqlServer nobody@127.0.0.1:1 -CommandTimeout -00:00:05 }).Exception.Message | Should -BeLike '*is too short: it may be 0 s to *'
    }

    It 'reads a number in a culture with a comma' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            (Connect-MySqlServer (Get-SharedServer) -CommandTimeout 1.5).CommandTimeout.TotalSeconds | Should -Be 1.5
            $half = 2.5
            (Connect-MySqlServer (Get-SharedServer) -CommandTimeout $half).CommandTimeout.TotalSeconds | Should -Be 2.5
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }
}
