using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Tests.Catalog;

public sealed class GrantedPrivilegesTests
{
    private static readonly GrantedPrivileges Granted = new(
    [
        "GRANT SELECT, CREATE USER ON *.* TO `u`@`%`",
        "GRANT SHOW_ROUTINE,BACKUP_ADMIN ON *.* TO `u`@`%` WITH GRANT OPTION",
        "GRANT EVENT, CREATE ROUTINE ON `a\\_b`.* TO `u`@`%`",
        "GRANT ALL PRIVILEGES ON `mine%`.* TO `u`@`%`",
        "GRANT TRIGGER ON `shop`.`t` TO `u`@`%`",
        "GRANT EXECUTE ON PROCEDURE `shop`.`p` TO `u`@`%`",
        "GRANT `EVENT`@`%` TO `u`@`%`",
        "GRANT PROXY ON ``@`` TO `u`@`%`",
        "REVOKE SELECT ON `mysql`.* FROM `u`@`%`",
        "",
    ]);

    [Theory]
    [InlineData("a_b", "EVENT", true)]
    [InlineData("axb", "EVENT", false)]
    [InlineData("a_b", "CREATE ROUTINE", true)]
    [InlineData("a_b", "TRIGGER", false)]
    [InlineData("a_b", "SELECT", true)]
    [InlineData("mine_too", "TRIGGER", true)]
    [InlineData("yours", "TRIGGER", false)]
    [InlineData("shop", "TRIGGER", false)]
    [InlineData("shop", "EXECUTE", false)]
    [InlineData("shop", "EVENT", false)]
    public void DatabasesAreCoveredByTheirOwnGrantsAndGlobalOnes(string database, string privilege, bool expected) => Assert.Equal(expected, Granted.Has(database, privilege));

    [Fact]
    public void GlobalPrivilegesAreThoseOnEverything()
    {
        Assert.True(Granted.HasGlobally("SHOW_ROUTINE"));
        Assert.True(Granted.HasGlobally("CREATE USER"));
        Assert.False(Granted.HasGlobally("EVENT", "TRIGGER"));
    }
}
