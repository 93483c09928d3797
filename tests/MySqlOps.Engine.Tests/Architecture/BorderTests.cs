using System.Text.RegularExpressions;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Architecture;

/// <summary>What may be named in one place only.</summary>
public sealed partial class BorderTests
{
    [Fact]
    public void TheEngineKnowsNoPowerShell()
    {
        var references = typeof(ErrorId).Assembly.GetReferencedAssemblies().Select(reference => reference.Name);

        Assert.DoesNotContain("System.Management.Automation", references);
    }

    [Fact]
    public void OnlyTheDriversFolderNamesADriver()
    {
        var strangers = EngineSource.All
            .Where(source => !source.Path.Contains("/Connect/Drivers/", StringComparison.Ordinal) && DriverNamespace().IsMatch(source.Code))
            .Select(source => source.Path);

        Assert.Empty(strangers);
    }

    [Fact]
    public void OnlyServerFactsAsksForAVersionNumber()
    {
        string[] home = ["src/MySqlOps.Engine/Foundation/ServerFacts.cs", "src/MySqlOps.Engine/Foundation/ServerVersion.cs"];
        var askers = EngineSource.All
            .Where(source => !home.Contains(source.Path) && source.Code.Contains("IsAtLeast(", StringComparison.Ordinal))
            .Select(source => source.Path);

        Assert.Empty(askers);
    }

    [GeneratedRegex(@"\b(using\s+MySqlConnector|MySqlConnector\.\w|MySql\.Data\b)")]
    private static partial Regex DriverNamespace();
}
