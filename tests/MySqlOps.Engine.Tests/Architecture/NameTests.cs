using System.Text.RegularExpressions;
using MySqlOps.Tests;

namespace MySqlOps.Engine.Tests.Architecture;

/// <summary>Names that say nothing gather everything: no folder and no type carries one.</summary>
public sealed partial class NameTests
{
    private static readonly string[] Trees = ["src", "tests", "build", "samples"];

    [Fact]
    public void NoFolderIsADrawerForEverything()
    {
        var drawers =
            from tree in Trees
            from file in RepositoryFiles.List(tree, "*")
            from folder in file.Split('/')[..^1]
            where Drawer().IsMatch(folder)
            select file;

        Assert.Empty(drawers);
    }

    [Fact]
    public void NoTypeIsADrawerForEverything()
    {
        var drawers =
            from tree in Trees
            from file in RepositoryFiles.List(tree, "*.cs")
            where Drawer().IsMatch(Path.GetFileNameWithoutExtension(file))
            select file;

        Assert.Empty(drawers);
    }

    [Theory]
    [InlineData("StringHelpers", true)]
    [InlineData("Utils", true)]
    [InlineData("ConnectionManager", true)]
    [InlineData("CommonTable", true)]
    [InlineData("Commons", false)]
    [InlineData("Help", false)]
    public void DrawersAreTold(string name, bool isDrawer)
    {
        Assert.Equal(isDrawer, Drawer().IsMatch(name));
    }

    [GeneratedRegex("(Util|Utils|Utility|Utilities|Helper|Helpers|Common|Misc|Manager|Managers)(?![a-z])")]
    private static partial Regex Drawer();
}
