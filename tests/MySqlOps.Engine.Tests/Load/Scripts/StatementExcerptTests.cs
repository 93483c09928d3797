using System.Text;
using MySqlOps.Engine.Load.Scripts;

namespace MySqlOps.Engine.Tests.Load.Scripts;

public class StatementExcerptTests
{
    [Theory]
    [InlineData("CREATE USER 'a'@'b' IDENTIFIED BY 'geheim'")]
    [InlineData("alter user a identified with caching_sha2_password as 'geheim'")]
    [InlineData("SET PASSWORD FOR a = 'geheim'")]
    [InlineData("CHANGE REPLICATION SOURCE TO SOURCE_HOST='h', SOURCE_PASSWORD='geheim'")]
    [InlineData("CHANGE MASTER TO MASTER_USER='u',\nMASTER_PASSWORD = 'geheim'")]
    [InlineData("/*!50003 CREATE USER a IDENTIFIED BY \"geheim\" */")]
    [InlineData("GRANT ALL ON *.* TO a IDENTIFIED BY PASSWORD '*geheim'")]
    [InlineData("CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (USER 'u', PASSWORD 'geheim')")]
    [InlineData("CREATE TABLE t (a INT) ENGINE=FEDERATED CONNECTION='mysql://u:geheim@h/d/t'")]
    [InlineData("START REPLICA USER='u' PASSWORD='geheim'")]
    [InlineData("INSERT INTO mysql.user VALUES ('h', 'u', 'geheim')")]
    [InlineData("INSERT INTO `mysql`.`user` VALUES ('h', 'u', 'geheim')")]
    public void PasswordIsNotShown(string statement)
    {
        var excerpt = StatementExcerpt.Of(Encoding.UTF8.GetBytes(statement), ScriptSyntax.Default);
        Assert.True(excerpt.HoldsSecret);
        Assert.DoesNotContain("geheim", excerpt.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ExcerptIsOneShortLine()
    {
        var excerpt = StatementExcerpt.Of(Encoding.UTF8.GetBytes($"SELECT\n  1,\r\n\t'{new string('ä', 1000)}'"), ScriptSyntax.Default);
        Assert.False(excerpt.HoldsSecret);
        Assert.StartsWith("SELECT 1, 'ää", excerpt.Text, StringComparison.Ordinal);
        Assert.Equal(203, excerpt.Text.Length);
    }
}
