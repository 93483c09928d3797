using System.Xml.Linq;
using MySqlOps.Tests;

namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>The help that Get-Help reads against the pages that it is made from: <c>build.cs help</c> renews it.</summary>
public sealed class MamlTests
{
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    private static readonly Lazy<XDocument> Help = new(() => XDocument.Parse(RepositoryFiles.Read("en-US/MySqlOps.Cmdlets.dll-Help.xml")));

    public static TheoryData<string> Names => ModuleManifest.CmdletData;

    [Fact]
    public void TheHelpIsOfExactlyTheExportedCmdlets()
    {
        var names = Help.Value.Root!.Elements(Command + "command").Select(NameOf);

        Assert.Equal(ModuleManifest.Cmdlets.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSynopsisIsThatOfThePage(string name)
    {
        var synopsis = Find(name).Element(Command + "details")!.Element(Maml + "description")!.Value;

        Assert.Equal(HelpPage.Plain(HelpPage.Of(name)["SYNOPSIS"].Text), HelpPage.Plain(synopsis));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheParametersAreThoseOfThePage(string name)
    {
        var parameters = Find(name).Element(Command + "parameters")!.Elements(Command + "parameter").Select(parameter => $"-{parameter.Element(Maml + "name")!.Value}");
        var page = HelpPage.Of(name)["PARAMETERS"].Parts.Select(part => part.Heading).Where(heading => heading != "CommonParameters");

        Assert.Equal(page.Order(StringComparer.Ordinal), parameters.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheExamplesAreThoseOfThePage(string name)
    {
        var titles = Find(name).Element(Command + "examples")!.Elements(Command + "example").Select(example => HelpPage.Plain(example.Element(Maml + "title")!.Value.Trim('-')));

        Assert.Equal(HelpPage.Of(name)["EXAMPLES"].Parts.Select(part => HelpPage.Plain(part.Heading)), titles);
    }

    private static XElement Find(string name) => Help.Value.Root!.Elements(Command + "command").Single(command => NameOf(command) == name);

    private static string NameOf(XElement command) => command.Element(Command + "details")!.Element(Command + "name")!.Value;
}
