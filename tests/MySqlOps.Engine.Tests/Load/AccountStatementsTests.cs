using MySqlOps.Engine.Load.Plan;

namespace MySqlOps.Engine.Tests.Load;

public sealed class AccountStatementsTests
{
    [Theory]
    [InlineData("GRANT `role`@`%` TO `u`@`h` WITH ADMIN OPTION", "'u'@'h'")]
    [InlineData("GRANT SELECT (`to`, `from`) ON `a`.`b` TO 'u'@'h'", "'u'@'h'")]
    [InlineData("REVOKE SELECT ON `x`.* FROM `u`@`h`", "'u'@'h'")]
    [InlineData("SET DEFAULT ROLE `r`@`%` TO 'o''brien'@'h'", "'o''brien'@'h'")]
    [InlineData("ALTER USER `u`@`h` DEFAULT ROLE `r`@`%`", "'u'@'h'")]
    [InlineData("CREATE USER ''@'localhost' IDENTIFIED WITH 'x'", "''@'localhost'")]
    [InlineData("FLUSH PRIVILEGES", null)]
    public void StatementsAreSortedByTheirAccount(string statement, string? account)
    {
        Assert.Equal(account, AccountStatements.AccountOf(statement));
    }

    [Fact]
    public void EachAccountComesOnceWithItsStatementsInOrder()
    {
        var sorted = AccountStatements.Sort(["CREATE USER `a`@`%`", "CREATE USER `b`@`%`", "GRANT SELECT ON *.* TO `a`@`%`", "FLUSH PRIVILEGES"]);

        Assert.Equal(["'a'@'%'", "'b'@'%'"], sorted.Select(one => one.Account));
        Assert.Equal(["CREATE USER `a`@`%`", "GRANT SELECT ON *.* TO `a`@`%`"], sorted[0].Statements);
    }

    [Theory]
    [InlineData("CREATE USER `a`@`%`", true)]
    [InlineData("CREATE ROLE `a`@`%`", true)]
    [InlineData("ALTER USER `a`@`%` DEFAULT ROLE ALL", false)]
    [InlineData("GRANT CREATE ON *.* TO `a`@`%`", false)]
    public void MakingIsToldFromGranting(string statement, bool isCreation)
    {
        Assert.Equal(isCreation, AccountStatements.IsCreation(statement));
    }
}
