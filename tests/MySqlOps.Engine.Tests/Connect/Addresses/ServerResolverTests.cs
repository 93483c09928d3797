using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Connect.LoginPaths;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Connect.Addresses;

public sealed class ServerResolverTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WrittenAddressHasTheDefaults()
    {
        var server = await ResolveAsync("root@db1");
        Assert.Equal(new MySqlServer { Host = "db1", User = "root" }, server);
    }

    [Fact]
    public async Task UriWithoutUserMeansTheUserOfTheProcess() => Assert.Equal("me@db1:3306", (await ResolveAsync("mysql://db1")).ToString());

    [Fact]
    public async Task UriOptionsAreApplied()
    {
        var server = await ResolveAsync("mysql://root@db1/?ssl-mode=verifyca&ssl-ca=~/ca.pem&ssl-cert=c.pem&connect-timeout=5&command-timeout=0&get-server-public-key");
        Assert.Equal(new TlsSettings { Mode = TlsMode.VerifyCA, CaFile = _folder.File("ca.pem"), CertificateFile = _folder.File("work/c.pem") }, server.Tls);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.Zero, true), (server.ConnectTimeout, server.CommandTimeout, server.GetServerPublicKey));
    }

    [Fact]
    public async Task CredentialTakesThePlaceOfUserAndPassword()
    {
        var server = await ResolveAsync("root:old@db1", ("admin", new Secret("new")));
        Assert.Equal(("admin", "new"), (server.User, server.Password!.Reveal()));
    }

    [Fact]
    public async Task NameIsALoginPathFirst()
    {
        await SetAsync(new LoginPath { Name = "db1", User = "lp", Password = new Secret("pw"), Host = "db1.example.com", Port = 3307 });
        var server = await ResolveAsync("DB1");
        Assert.Equal(("lp@db1.example.com:3307", "pw", "db1"), (server.ToString(), server.Password!.Reveal(), server.Source));
        Assert.Equal("admin@db1.example.com:3307", (await ResolveAsync("db1", ("admin", new Secret("x")))).ToString());
    }

    [Fact]
    public async Task NameWithACredentialIsAHost()
    {
        var server = await ResolveAsync("db1:3308", ("admin", new Secret("x")));
        Assert.Equal(("admin@db1:3308", null), (server.ToString(), server.Source));
        Assert.Equal("admin@[::1]:3308", (await ResolveAsync("[::1]:3308", ("admin", new Secret("x")))).ToString());
    }

    [Fact]
    public async Task NameThatIsNeitherSaysWhatToWrite()
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ResolveAsync("db1"));
        Assert.Equal(ErrorId.LoginPathMissing, error.Id);
        Assert.Contains($"no login path 'db1' in {_folder.File(".mylogin.cnf")}. To name a host, write user@db1 or give -Credential", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lp", "localhost", "/tmp/lp.sock")]
    [InlineData("lp:3309", "localhost", null)]
    [InlineData("lp:/tmp/other.sock", "localhost", "/tmp/other.sock")]
    [InlineData("far", "db1", null)]
    public async Task SocketOfALoginPathIsForLocalhost(string address, string host, string? socket)
    {
        await SetAsync(new LoginPath { Name = "lp", User = "u", Socket = "/tmp/lp.sock" });
        await SetAsync(new LoginPath { Name = "far", User = "u", Host = "db1", Socket = "/tmp/lp.sock" });
        var server = await ResolveAsync(address);
        Assert.Equal((host, socket), (server.Host, server.Socket));
    }

    [Fact]
    public async Task EmptyLoginPathHasTheDefaults()
    {
        await SetAsync(new LoginPath { Name = "lp" });
        Assert.Equal("me@localhost:3306", (await ResolveAsync("lp")).ToString());
    }

    [Fact]
    public async Task OptionFileIsApplied()
    {
        _folder.Write("work/x.cnf", """
            [prod]
            user = root
            password = "p#w" # note
            host = db1
            port = 3307
            ssl_mode = VERIFY_IDENTITY
            ssl-ca = /ca.pem
            connect_timeout = 5
            get-server-public-key
            default-character-set = latin1
            no-auto-rehash
            """);
        var server = await ResolveAsync("./x.cnf[prod]");
        Assert.Equal(("root@db1:3307", "p#w", $"{_folder.File("work/x.cnf")}[prod]"), (server.ToString(), server.Password!.Reveal(), server.Source));
        Assert.Equal(new TlsSettings { Mode = TlsMode.VerifyFull, CaFile = "/ca.pem" }, server.Tls);
        Assert.Equal((TimeSpan.FromSeconds(5), true), (server.ConnectTimeout, server.GetServerPublicKey));
    }

    [Theory]
    [InlineData("socket=/tmp/x.sock", "/tmp/x.sock")]
    [InlineData("host=localhost\nsocket=/tmp/x.sock", "/tmp/x.sock")]
    [InlineData("host=127.0.0.1\nsocket=/tmp/x.sock", "127.0.0.1:3306")]
    [InlineData("socket=/tmp/x.sock\nprotocol=tcp", "localhost:3306")]
    [InlineData("host=db1\nsocket=/tmp/x.sock\nprotocol=SOCKET", "/tmp/x.sock")]
    [InlineData("port=0", "localhost:3306")]
    [InlineData("password", "localhost:3306")]
    public async Task OptionFileMeansWhatItMeansToTheClient(string options, string endpoint)
    {
        _folder.Write("x.cnf", $"[client]\n{options}\n");
        Assert.Equal(endpoint, (await ResolveAsync("~/x.cnf")).Endpoint);
    }

    [Theory]
    [InlineData("port=S3cret", "line 2, port in [client]")]
    [InlineData("\nssl-mode=S3cret", "line 3, ssl-mode in [client]")]
    [InlineData("protocol=pipe", "the protocol can be tcp or socket")]
    [InlineData("protocol=socket", "must name the socket")]
    public async Task OptionThatCannotBeUsedIsNamedWithoutItsValue(string options, string problem)
    {
        _folder.Write("x.cnf", $"[client]\n{options}\n");
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ResolveAsync("~/x.cnf"));
        Assert.Equal(ErrorId.OptionFileInvalid, error.Id);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoTextOfAServerHoldsThePassword() =>
        Assert.DoesNotContain("S3cret", (await ResolveAsync("root:S3cret@db1")).ToString(), StringComparison.Ordinal);

    private async Task<MySqlServer> ResolveAsync(string address, (string User, Secret Password)? credential = null)
    {
        var environment = new ClientEnvironment
        {
            HomeFolder = _folder.Path,
            WorkingFolder = _folder.File("work"),
            LoginPathFile = _folder.File(".mylogin.cnf"),
            UserName = "me",
        };
        return await new ServerResolver(environment, TimeProvider.System).ResolveAsync(ServerAddress.Parse(address), credential, CancellationToken.None);
    }

    private Task SetAsync(LoginPath path) => new LoginPathFile(_folder.File(".mylogin.cnf"), TimeProvider.System).SetAsync(path, CancellationToken.None);
}
