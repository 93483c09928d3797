using System.Xml.Linq;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Foundation;
using MySqlOps.Tests;

namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>The default views against the types that the cmdlets emit.</summary>
public sealed class ViewTests
{
    private static readonly Lazy<XElement> Format = new(() => XElement.Parse(RepositoryFiles.Read("src/MySqlOps.Cmdlets/MySqlOps.Format.ps1xml")));

    public static TheoryData<string> Names => ModuleManifest.CmdletData;

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryOutputTypeHasAView(string name)
    {
        var shown = Views().SelectMany(TypesOf);
        var blind = CmdletClass.Find(name).OutputTypes
            .Where(type => type.Namespace!.StartsWith("MySqlOps", StringComparison.Ordinal))
            .Select(type => type.FullName!)
            .Except(shown);

        Assert.Empty(blind);
    }

    [Fact]
    public void EveryViewIsOfATypeThatExists()
    {
        Assert.DoesNotContain(Views().SelectMany(TypesOf), name => FindType(name) is null);
    }

    [Fact]
    public void EveryPropertyThatAViewShowsExists()
    {
        var missing =
            from view in Views()
            from type in TypesOf(view).Select(FindType).OfType<Type>()
            from property in view.Descendants("PropertyName").Select(element => element.Value.Trim())
            where type.GetProperty(property) is null
            select $"{type.Name}.{property}";

        Assert.Empty(missing);
    }

    private static IEnumerable<XElement> Views() => Format.Value.Descendants("View");

    private static IEnumerable<string> TypesOf(XElement view)
    {
        var selection = view.Element("ViewSelectedBy")!;
        var sets = selection.Elements("SelectionSetName").Select(element => element.Value.Trim()).ToList();
        var ofSets = Format.Value.Descendants("SelectionSet")
            .Where(set => sets.Contains(set.Element("Name")!.Value.Trim()))
            .Descendants("TypeName");
        return selection.Elements("TypeName").Concat(ofSets).Select(element => element.Value.Trim());
    }

    private static Type? FindType(string name) => typeof(ErrorId).Assembly.GetType(name) ?? typeof(EngineCmdlet).Assembly.GetType(name);
}
