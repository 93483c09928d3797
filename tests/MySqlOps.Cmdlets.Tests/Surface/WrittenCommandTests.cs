using System.Reflection;
using MySqlOps.Tests;

namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>Every command in the documents can be typed as it stands there.</summary>
public sealed class WrittenCommandTests
{
    /// <summary>Those that PowerShell gives every command, as far as documents use them.</summary>
    private static readonly string[] Common = ["Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ErrorVariable", "WarningVariable", "OutVariable", "WhatIf", "Confirm"];

    public static TheoryData<string> Documents =>
    [
        "README.md",
        "samples/README.md",
        .. RepositoryFiles.List("docs", "*.md"),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryCommandHasTheParametersThatItIsGiven(string document)
    {
        var wrong = WrittenCommand.In(RepositoryFiles.Read(document))
            .SelectMany(static written => Unknown(written).Select(parameter => $"{written.Name} {parameter}"))
            .Distinct(StringComparer.Ordinal);

        Assert.Empty(wrong);
    }

    [Fact]
    public void CommandsAreReadWithTheirOwnParametersAlone()
    {
        const string Text = """
            Say `Get-MySqlServer db1 -Full`, or `-Nothing`.

            ```powershell
            $a = Set-MySqlLoginPath lab -HostName '-No -Nor' -Credential (Get-Credential -Message x) | Where-Object Name -eq lab
            Start-MySqlFailover @monitor -FailCheck { Test-Path -LiteralPath /x; Get-MySqlServer -Full } `
                -Interval 1s  # -Not
            ```

            ```output
            Get-MySqlServer -Never
            ```
            """;

        var found = WrittenCommand.In(Text.ReplaceLineEndings("\n")).Select(static written => $"{written.Name} {string.Join(' ', written.Parameters)}");

        Assert.Equal(["Set-MySqlLoginPath HostName Credential", "Start-MySqlFailover FailCheck Interval", "Get-MySqlServer Full", "Get-MySqlServer Full"], found);
    }

    private static IEnumerable<string> Unknown(WrittenCommand written)
    {
        if (CmdletClass.All.SingleOrDefault(cmdlet => cmdlet.Name == written.Name) is not { } cmdlet)
            return ["is no command of the module"];
        var known = cmdlet.Parameters.SelectMany(Names).Concat(Common).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return written.Parameters.Where(parameter => !known.Contains(parameter)).Select(static parameter => $"has no -{parameter}");
    }

    /// <summary>The parameter's name and its aliases.</summary>
    private static IEnumerable<string> Names(PropertyInfo parameter) => parameter.GetCustomAttributesData()
        .Where(static data => data.AttributeType.Name == "AliasAttribute")
        .SelectMany(static data => (IEnumerable<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
        .Select(static argument => (string)argument.Value!)
        .Prepend(parameter.Name);
}
