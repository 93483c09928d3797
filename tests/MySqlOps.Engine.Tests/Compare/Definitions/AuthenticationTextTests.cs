using MySqlOps.Engine.Compare.Definitions.Accounts;

namespace MySqlOps.Engine.Tests.Compare.Definitions;

/// <summary>No password hash is shown.</summary>
public sealed class AuthenticationTextTests
{
    [Theory]
    [InlineData("CREATE USER `a`@`%` IDENTIFIED WITH 'caching_sha2_password' AS 0x2441 REQUIRE NONE")]
    [InlineData(@"CREATE USER `a`@`%` IDENTIFIED WITH 'caching_sha2_password' AS '$A$005$it''s \' REQUIRE NONE' REQUIRE NONE")]
    [InlineData("CREATE USER `a`@`%` IDENTIFIED VIA mysql_native_password USING '*0123456789' REQUIRE NONE")]
    public void ThePlaceOfTheHashIsMarked(string statement)
    {
        var shown = AuthenticationText.Hide(statement);

        Assert.Matches("^CREATE USER `a`@`%` IDENTIFIED (WITH 'caching_sha2_password' AS|VIA mysql_native_password USING) '<password [0-9a-f]{6}>' REQUIRE NONE$", shown);
    }

    [Fact]
    public void AnotherPasswordHasAnotherMark()
    {
        Assert.NotEqual(AuthenticationText.Hide("IDENTIFIED WITH 'x' AS 0x01"), AuthenticationText.Hide("IDENTIFIED WITH 'x' AS 0x02"));
    }

    [Fact]
    public void AnAccountWithoutAPasswordStaysAsItIs()
    {
        const string Statement = "CREATE USER `a`@`%` IDENTIFIED WITH 'auth_socket' REQUIRE NONE COMMENT 'AS 0x01'";

        Assert.Equal(Statement, AuthenticationText.Hide(Statement));
    }
}
