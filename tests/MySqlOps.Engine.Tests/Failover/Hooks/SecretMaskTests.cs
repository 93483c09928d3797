using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Hooks;

namespace MySqlOps.Engine.Tests.Failover.Hooks;

public sealed class SecretMaskTests
{
    private static readonly SecretMask Mask = new([new Secret("pw"), new Secret("pw/x'y"), new Secret(""), null]);

    [Theory]
    [InlineData("nothing to hide", "nothing to hide")]
    [InlineData("mysql -ppw -h db", "mysql -p*** -h db")]
    [InlineData("the long one: pw/x'y", "the long one: ***")]
    [InlineData("mysql://root:pw%2Fx%27y@db", "mysql://root:***@db")]
    public void PasswordsAreHidden(string text, string masked) => Assert.Equal(masked, Mask.Mask(text));

    [Fact]
    public void PasswordInSqlIsHidden() => Assert.Equal("IDENTIFIED BY '***'", Mask.Mask($"IDENTIFIED BY {Engine.Foundation.SqlLiteral.Quote("pw/x'y")}"));

    [Fact]
    public void NoPasswordsHideNothing() => Assert.Equal("text", new SecretMask([]).Mask("text"));
}
