namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>The pages of docs/cmdlets against the classes of the cmdlets.</summary>
public sealed class HelpPageTests
{
    /// <summary>PowerShell's own, which the pages describe too.</summary>
    private static readonly string[] ShouldProcessParameters = ["Confirm", "WhatIf"];

    public static TheoryData<string> Names => ModuleManifest.CmdletData;

    [Fact]
    public void EveryPageIsOfACmdletThatIsExported()
    {
        Assert.Equal(ModuleManifest.Cmdlets.Order(StringComparer.Ordinal), HelpPage.Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ThePageSaysWhatTheCmdletIsFor(string name)
    {
        var page = HelpPage.Of(name);

        Assert.NotEqual("", page["SYNOPSIS"].Text);
        Assert.NotEqual("", page["DESCRIPTION"].Text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NoPlaceholderIsLeft(string name)
    {
        Assert.DoesNotContain("{{", HelpPage.Of(name).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ThePageDescribesExactlyTheParametersOfTheClass(string name)
    {
        var cmdlet = CmdletClass.Find(name);
        var expected = cmdlet.Parameters.Select(parameter => parameter.Name).Concat(cmdlet.SupportsShouldProcess ? ShouldProcessParameters : []);
        var described = HelpPage.Of(name)["PARAMETERS"].Parts.Select(part => part.Heading).Where(heading => heading != "CommonParameters");

        Assert.Equal(expected.Select(parameter => $"-{parameter}").Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ThePageGivesEveryParameterTheTypeOfTheClass(string name)
    {
        var parts = HelpPage.Of(name)["PARAMETERS"].Parts.ToDictionary(part => part.Heading, part => part.Text);
        var wrong = CmdletClass.Find(name).Parameters
            .Where(parameter => !parts[$"-{parameter.Name}"].Contains($"\nType: {parameter.PropertyType}\n", StringComparison.Ordinal))
            .Select(parameter => $"-{parameter.Name} is {parameter.PropertyType}");

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryParameterHasWords(string name)
    {
        var silent = HelpPage.Of(name)["PARAMETERS"].Parts
            .Where(part => part.Text.Length == 0 || part.Text.StartsWith("```", StringComparison.Ordinal))
            .Select(part => part.Heading);

        Assert.Empty(silent);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TwoExamplesShowTheCmdletAtWork(string name)
    {
        var examples = HelpPage.Of(name)["EXAMPLES"].Parts;

        Assert.True(examples.Count >= 2, $"{name} has {examples.Count} examples");
        Assert.All(examples, example => Assert.Matches($@"(?s)```powershell\n.*\b{name}\b.*\n```", example.Text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryExampleIsExplained(string name)
    {
        var bare = HelpPage.Of(name)["EXAMPLES"].Parts
            .Where(example => example.Text.StartsWith("```", StringComparison.Ordinal) && example.Text.EndsWith("```", StringComparison.Ordinal))
            .Select(example => example.Heading);

        Assert.Empty(bare);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ThePageSaysWhatGoesIn(string name)
    {
        Assert.NotEmpty(HelpPage.Of(name)["INPUTS"].Parts);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ThePageNamesTheOutputTypesOfTheClass(string name)
    {
        var expected = CmdletClass.Find(name).OutputTypes.Select(type => type.FullName!).DefaultIfEmpty("None");

        Assert.Equal(expected.Order(StringComparer.Ordinal), HelpPage.Of(name)["OUTPUTS"].Parts.Select(part => part.Heading).Order(StringComparer.Ordinal));
    }
}
