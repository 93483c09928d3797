using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Failover.Switchover;

namespace MySqlOps.Engine.Tests.Failover.Switchover;

/// <summary>The privileges that a switchover needs.</summary>
public sealed class SwitchoverPrivilegesTests
{
    [Theory]
    [InlineData("GRANT ALL PRIVILEGES ON *.* TO `a`@`%`", true, "")]
    [InlineData("GRANT SUPER, PROCESS, RELOAD, EVENT ON *.* TO `a`@`%`", true, "")]
    [InlineData("GRANT PROCESS, RELOAD, REPLICATION CLIENT ON *.* TO `a`@`%`", false, "SYSTEM_VARIABLES_ADMIN,REPLICATION_SLAVE_ADMIN")]
    [InlineData("GRANT PROCESS, RELOAD, REPLICATION CLIENT, SYSTEM_VARIABLES_ADMIN, REPLICATION_SLAVE_ADMIN ON *.* TO `a`@`%`", false, "")]
    [InlineData("GRANT PROCESS, RELOAD, REPLICATION CLIENT, SYSTEM_VARIABLES_ADMIN, REPLICATION_SLAVE_ADMIN ON *.* TO `a`@`%`", true, "EVENT,SET_ANY_DEFINER")]
    [InlineData("GRANT ALL PRIVILEGES ON `app`.* TO `a`@`%`", false, "SYSTEM_VARIABLES_ADMIN,REPLICATION_SLAVE_ADMIN,REPLICATION CLIENT,PROCESS,RELOAD")]
    public void ThoseThatLackAreNamed(string grant, bool hasEvents, string lacking) =>
        Assert.Equal(lacking, string.Join(",", SwitchoverPrivileges.Lacking(new GrantedPrivileges([grant]), hasEvents)));
}
