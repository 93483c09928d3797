using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Dump.Definitions;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Catalog;

[Collection(ServerCollection.Name)]
public sealed class AccountReaderTests(AccountsFixture fixture) : IClassFixture<AccountsFixture>
{
    private const string DropAccounts = "DROP USER 'a''user'@'%', second@'192.168.0.0/255.255.0.0', ''@nowhere; DROP ROLE z_role, a_role, 'r `c'@'10.%';";

    [Fact]
    public async Task AccountsMadeFromTheirScriptAreTheSame()
    {
        var before = await ReadAsync();
        await ClientProgram.QueryAsync(fixture.Sandbox, DropAccounts);
        Assert.Equal(["root"], (await ReadAsync()).Select(account => account.User));
        await ScriptReplay.RunAsync(fixture.Sandbox, DefinitionScript.OfAccounts(before), "--default-character-set=latin1");

        Assert.Equivalent(before, await ReadAsync(), strict: true);
        Assert.Equal("1", await ClientProgram.QueryAsync(fixture.Sandbox, "SELECT COUNT(*) FROM mysql.user WHERE User = 'second' AND JSON_CONTAINS_PATH(User_attributes, 'one', '$.Restrictions')"));
    }

    [Fact]
    public async Task RolesComeBeforeThoseWhoHaveThem()
    {
        var order = (await ReadAsync()).Select(account => account.User).ToList();

        Assert.True(order.IndexOf("z_role") < order.IndexOf("a_role") && order.IndexOf("a_role") < order.IndexOf("a'user") && order.IndexOf("r `c") < order.IndexOf("a'user"));
    }

    [Fact]
    public async Task TheServersOwnAccountsAreLeftOut() => Assert.DoesNotContain(await ReadAsync(), account => account.User.StartsWith("mysql.", StringComparison.Ordinal));

    [Fact]
    public async Task PasswordHashesAreHexadecimal()
    {
        var account = (await ReadAsync("a'user")).Single();

        Assert.Contains(" AS 0x244124", account.CreateStatement, StringComparison.Ordinal);
        Assert.DoesNotContain("DEFAULT ROLE", account.CreateStatement, StringComparison.Ordinal);
        Assert.Equal("SET DEFAULT ROLE `a_role`@`%`,`r ``c`@`10.%` TO `a'user`@`%`", account.DefaultRoles);
    }

    [Theory]
    [InlineData("second", "second")]
    [InlineData("second@192.*", "second")]
    [InlineData("'second'@'192.168.0.0/255.255.0.0'", "second")]
    [InlineData("*role", "z_role,a_role")]
    public async Task PatternsChoose(string pattern, string expected) => Assert.Equal(expected, string.Join(',', (await ReadAsync(pattern)).Select(account => account.User)));

    [Fact]
    public async Task ExclusionsLeaveOut()
    {
        await using var session = await Session.OpenAsync(fixture.Sandbox.Server, CancellationToken.None);
        var accounts = await new AccountReader(session, SilentObserver.Instance).ReadAsync([], ["root", "*@%", "@nowhere"], CancellationToken.None);

        Assert.Equal(["r `c", "second"], accounts.Select(account => account.User));
    }

    [Fact]
    public async Task WhatCannotBeKeptIsSaid()
    {
        await ClientProgram.QueryAsync(fixture.Sandbox, "ALTER USER 'a''user'@'%' IDENTIFIED BY 'secret three' RETAIN CURRENT PASSWORD");
        var observer = new RememberingObserver();
        await using var session = await Session.OpenAsync(fixture.Sandbox.Server, CancellationToken.None);
        await new AccountReader(session, observer).ReadAsync(["a'user", "no*", "nobody"], [], CancellationToken.None);

        Assert.Equal(2, observer.Warnings.Count);
        Assert.Contains(observer.Warnings, warning => warning.Contains("no account nobody", StringComparison.Ordinal));
        Assert.Contains(observer.Warnings, warning => warning.Contains("second password", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<AccountDefinition>> ReadAsync(params string[] included)
    {
        await using var session = await Session.OpenAsync(fixture.Sandbox.Server, CancellationToken.None);
        return await new AccountReader(session, SilentObserver.Instance).ReadAsync(included, [], CancellationToken.None);
    }
}
