using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.Tests.Sandbox;

/// <summary>Where the user's files go.</summary>
public sealed class UserFoldersTests
{
    [Fact]
    public void EverythingHasItsPlaceBelowTheProductsName()
    {
        var folders = new UserFolders { Cache = "/c", Data = "/d" };

        Assert.Equal(
            ["/c/mysqlops/servers", "/c/mysqlops/templates", "/c/mysqlops/ports", "/d/mysqlops/sandboxes"],
            new[] { folders.Servers, folders.Templates, folders.Ports, folders.Sandboxes }.Select(path => path.Replace('\\', '/')));
    }

    [Fact]
    public void TheFoldersOfThisUserAreAbsolute()
    {
        var folders = UserFolders.Current();

        Assert.True(Path.IsPathRooted(folders.Cache));
        Assert.True(Path.IsPathRooted(folders.Data));
    }
}
