using System.Management.Automation;
using System.Reflection;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Tests;

namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>The classes of the cmdlets against the manifest and against the house's rules.</summary>
public sealed class CmdletTests
{
    /// <summary>The verbs after which a server, a file or a process is not as it was before.</summary>
    private static readonly string[] ChangingVerbs =
    [
        "Add", "Clear", "Copy", "Disable", "Enable", "Export", "Import", "Install", "Invoke", "Move", "New", "Remove", "Repair", "Reset", "Restart", "Restore",
        "Resume", "Set", "Skip", "Split", "Start", "Stop", "Suspend", "Sync", "Uninstall", "Update",
    ];

    /// <summary>How the names of parameters end that take a span of time.</summary>
    private static readonly string[] SpanNames = ["Interval", "Timeout", "Outage", "MaxLag", "LagLimit"];

    public static TheoryData<string> Names => ModuleManifest.CmdletData;

    [Fact]
    public void TheManifestExportsExactlyTheCmdletsOfTheAssembly()
    {
        Assert.Equal(CmdletClass.All.Select(cmdlet => cmdlet.Name).Order(StringComparer.Ordinal), ModuleManifest.Cmdlets.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheManifestNamesNoCmdletTwice()
    {
        Assert.Equal(ModuleManifest.Cmdlets.Distinct(), ModuleManifest.Cmdlets);
    }

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("AliasesToExport")]
    [InlineData("VariablesToExport")]
    public void TheModuleExportsNothingElse(string setting)
    {
        Assert.Matches($@"(?m)^\s*{setting}\s*=\s*@\(\)", RepositoryFiles.Read("MySqlOps.psd1"));
    }

    [Fact]
    public void TheManifestHasTheVersionOfTheAssembly()
    {
        Assert.Equal(typeof(CmdletClass).Assembly.GetName().Version!.ToString(3), ModuleManifest.Setting("ModuleVersion"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheVerbIsApproved(string name)
    {
        var approved = typeof(VerbsCommon).Assembly.GetExportedTypes()
            .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.IsLiteral)
            .Select(field => (string?)field.GetRawConstantValue());

        Assert.Contains(CmdletClass.Find(name).Verb, approved);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheNounBeginsWithMySql(string name)
    {
        Assert.Matches("^MySql[A-Z]", CmdletClass.Find(name).Noun);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheClassIsSealedAndItsFileIsWhereOneLooksForIt(string name)
    {
        var cmdlet = CmdletClass.Find(name);

        Assert.True(cmdlet.Type.IsSealed, $"{cmdlet.Type.Name} is not sealed");
        Assert.Equal($"{cmdlet.Verb}{cmdlet.Noun}Command", cmdlet.Type.Name);
        Assert.True(File.Exists(RepositoryFiles.Find(cmdlet.SourcePath)), $"{cmdlet.SourcePath} is missing");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatChangesSomethingTakesWhatIf(string name)
    {
        var cmdlet = CmdletClass.Find(name);

        Assert.Equal(ChangingVerbs.Contains(cmdlet.Verb), cmdlet.SupportsShouldProcess);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatEmitsSaysWhichType(string name)
    {
        var cmdlet = CmdletClass.Find(name);
        var sources = cmdlet.Bases.Select(type => $"src/MySqlOps.Cmdlets/{type.Namespace!.Split('.')[^1]}/{type.Name}.cs").Append(cmdlet.SourcePath);
        var emits = sources.Any(path => RepositoryFiles.Read(path).Contains(".Output(", StringComparison.Ordinal));

        Assert.Equal(emits, cmdlet.OutputTypes.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EverySpanIsTakenInOneManner(string name)
    {
        var spans = CmdletClass.Find(name).Parameters.Where(parameter =>
            (Nullable.GetUnderlyingType(parameter.PropertyType) ?? parameter.PropertyType) == typeof(TimeSpan)
            || SpanNames.Any(end => parameter.Name.EndsWith(end, StringComparison.Ordinal)));

        Assert.DoesNotContain(spans, parameter => !parameter.GetCustomAttributesData().Any(data => data.AttributeType == typeof(DurationAttribute)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void APesterFileTriesTheCmdlet(string name)
    {
        var path = $"tests/MySqlOps.Cmdlets.Tests/{CmdletClass.Find(name).Area}/{name}.Tests.ps1";

        Assert.True(File.Exists(RepositoryFiles.Find(path)), $"{path} is missing");
        Assert.Contains(name, RepositoryFiles.Read(path), StringComparison.Ordinal);
    }
}
