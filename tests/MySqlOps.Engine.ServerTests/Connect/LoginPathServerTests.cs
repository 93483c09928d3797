using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Connect.LoginPaths;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Connect;

/// <summary>The same login path, and the same option file, lets the mysql client and us in.</summary>
[Collection(ServerCollection.Name)]
public sealed class LoginPathServerTests(ServerFixture fixture) : IAsyncLifetime, IDisposable
{
    private const string Password = "a\"b\\\\c#'d é ";
    private const string Ask = "SELECT CURRENT_USER()";

    private readonly string _folder = Directory.CreateTempSubdirectory("mysqlops-").FullName;

    private string LoginPathPath => Path.Join(_folder, ".mylogin.cnf");

    public Task InitializeAsync() => ClientProgram.QueryAsync(fixture.Sandbox, $"SET NAMES utf8mb4; CREATE USER lp@'%' IDENTIFIED BY {SqlLiteral.Quote(Password)}");

    public Task DisposeAsync() => ClientProgram.QueryAsync(fixture.Sandbox, "DROP USER lp@'%'");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task OurLoginPathLetsTheClientAndUsIn()
    {
        var path = new LoginPath { Name = "prod", User = "lp", Password = new Secret(Password), Host = "127.0.0.1", Port = fixture.Server.Port };
        await new LoginPathFile(LoginPathPath, TimeProvider.System).SetAsync(path, CancellationToken.None);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["MYSQL_TEST_LOGIN_FILE"] = LoginPathPath };
        await AssertLetsInAsync("prod", ["--no-defaults", "--login-path=prod"], environment);
    }

    [Fact]
    public async Task OptionFileLetsTheClientAndUsIn()
    {
        var file = Path.Join(_folder, "x.cnf");
        await File.WriteAllTextAsync(file, $$"""
            [client]
            user = lp
            password = 'a"b\\\\c#\'d é ' # the comment begins here
            host = 127.0.0.1
            port = {{fixture.Server.Port}}
            """);
        await AssertLetsInAsync($"{file}[client]", [$"--defaults-file={file}"], new Dictionary<string, string>(StringComparer.Ordinal));
    }

    private async Task AssertLetsInAsync(string address, string[] arguments, IReadOnlyDictionary<string, string> variables)
    {
        var client = await ClientProgram.RunAsync("mysql", fixture.Sandbox, [.. arguments, "--batch", "--skip-column-names"], Ask, variables);
        Assert.Equal((0, "lp@%\n"), (client.ExitCode, client.Output));

        var environment = ClientEnvironment.FromProcess() with { LoginPathFile = LoginPathPath };
        var server = await new ServerResolver(environment, TimeProvider.System).ResolveAsync(ServerAddress.Parse(address), null, CancellationToken.None);
        var session = await Session.OpenAsync(server, CancellationToken.None);
        await using (session.ConfigureAwait(false))
            Assert.Equal("lp@%", await session.TextAsync(Ask, CancellationToken.None));
    }
}
