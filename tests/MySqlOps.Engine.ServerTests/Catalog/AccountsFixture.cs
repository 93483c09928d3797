using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Catalog;

/// <summary>A server of its own with accounts of every kind.</summary>
public sealed class AccountsFixture : IAsyncLifetime
{
    private const string Accounts =
        """
        CREATE DATABASE `x_1`; CREATE TABLE `x_1`.t (a int, b int); CREATE PROCEDURE `x_1`.p() SELECT 1; CREATE FUNCTION `x_1`.f() RETURNS int DETERMINISTIC RETURN 1;
        CREATE ROLE z_role, a_role, 'r `c'@'10.%';
        CREATE USER 'a''user'@'%' IDENTIFIED BY 'secret one' REQUIRE SSL WITH MAX_USER_CONNECTIONS 5 PASSWORD EXPIRE INTERVAL 30 DAY FAILED_LOGIN_ATTEMPTS 3 PASSWORD_LOCK_TIME 2 COMMENT 'it''s "c" \\ x';
        CREATE USER second@'192.168.0.0/255.255.0.0' IDENTIFIED BY 'secret two' ATTRIBUTE '{"a": "b\\"c", "ü": 1}';
        ALTER USER second@'192.168.0.0/255.255.0.0' ACCOUNT LOCK;
        CREATE USER ''@nowhere;
        GRANT z_role TO a_role WITH ADMIN OPTION;
        GRANT a_role, 'r `c'@'10.%' TO 'a''user'@'%';
        SET DEFAULT ROLE a_role, 'r `c'@'10.%' TO 'a''user'@'%';
        GRANT SELECT (a), UPDATE (b, a) ON `x_1`.t TO z_role;
        GRANT SELECT, CREATE USER ON *.* TO second@'192.168.0.0/255.255.0.0';
        GRANT BACKUP_ADMIN, CLONE_ADMIN ON *.* TO second@'192.168.0.0/255.255.0.0' WITH GRANT OPTION;
        GRANT PROXY ON second@'192.168.0.0/255.255.0.0' TO 'a''user'@'%' WITH GRANT OPTION;
        GRANT EXECUTE ON PROCEDURE `x_1`.p TO second@'192.168.0.0/255.255.0.0';
        GRANT ALTER ROUTINE ON FUNCTION `x_1`.f TO second@'192.168.0.0/255.255.0.0' WITH GRANT OPTION;
        GRANT ALL ON `x\_1`.* TO second@'192.168.0.0/255.255.0.0';
        REVOKE SELECT ON mysql.* FROM second@'192.168.0.0/255.255.0.0';
        """;

    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The server's sandbox.</summary>
    public MySqlSandbox Sandbox { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Sandbox = (await _sandboxes.CreateAsync(1, "partial_revokes=ON"))[0];
        await ClientProgram.QueryAsync(Sandbox, Accounts);
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();
}
