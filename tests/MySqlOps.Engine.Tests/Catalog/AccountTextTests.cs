using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Tests.Catalog;

public sealed class AccountTextTests
{
    [Fact]
    public void DefaultRolesBecomeAStatementOfTheirOwn()
    {
        var (create, roles) = AccountText.Split("CREATE USER `u'1`@`%` IDENTIFIED WITH 'caching_sha2_password' AS 0x24 DEFAULT ROLE `r c`@`10.%`,`rb`@`%` REQUIRE SSL PASSWORD EXPIRE DEFAULT");

        Assert.Equal("CREATE USER `u'1`@`%` IDENTIFIED WITH 'caching_sha2_password' AS 0x24 REQUIRE SSL PASSWORD EXPIRE DEFAULT", create);
        Assert.Equal("SET DEFAULT ROLE `r c`@`10.%`,`rb`@`%` TO `u'1`@`%`", roles);
    }

    [Fact]
    public void AnAccountWithoutDefaultRolesStaysAsItIs()
    {
        const string Statement = "CREATE USER `DEFAULT ROLE`@`%` REQUIRE NONE PASSWORD HISTORY DEFAULT COMMENT 'DEFAULT ROLE `x`@`y`'";

        Assert.Equal((Statement, null), AccountText.Split(Statement));
    }
}
