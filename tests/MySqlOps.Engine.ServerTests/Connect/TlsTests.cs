using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Drivers;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Connect;

[Collection(ServerCollection.Name)]
public sealed class TlsTests(ServerFixture servers)
{
    private string Authority => Path.Combine(servers.Sandbox.Path, "data", "ca.pem");

    [Fact]
    public async Task PreferredIsEncryptedWhereTheServerOffersIt() => Assert.NotEqual("", await CipherAsync(Tcp(TlsMode.Preferred)));

    [Fact]
    public async Task DisabledIsNotEncrypted()
    {
        await CipherAsync(Tcp(TlsMode.Required));
        Assert.Equal("", await CipherAsync(Tcp(TlsMode.Disabled)));
    }

    [Fact]
    public async Task VerifyCaAcceptsTheServersAuthority() => Assert.NotEqual("", await CipherAsync(Tcp(TlsMode.VerifyCA, Authority)));

    [Fact]
    public async Task VerifyCaRefusesAnotherAuthority()
    {
        var other = (await servers.CreateAsync(1))[0];
        await AssertFailsAsync(ErrorId.ConnectTlsUntrusted, Tcp(TlsMode.VerifyCA, Path.Combine(other.Path, "data", "ca.pem")));
    }

    [Fact]
    public async Task VerifyCaWithoutAFileAsksTheSystemsAuthorities() => await AssertFailsAsync(ErrorId.ConnectTlsUntrusted, Tcp(TlsMode.VerifyCA));

    [Fact]
    public async Task VerifyFullRefusesACertificateForAnotherName() => await AssertFailsAsync(ErrorId.ConnectTlsNameMismatch, Tcp(TlsMode.VerifyFull, Authority));

    [Fact]
    public async Task RequiredFailsWhereTheServerOffersNone()
    {
        var plain = (await servers.CreateAsync(1, "tls_version="))[0];
        await AssertFailsAsync(ErrorId.ConnectTlsNotOffered, plain.Server with { Socket = null, Tls = new TlsSettings { Mode = TlsMode.Required } });
    }

    [Fact]
    public async Task DisabledFailsWhereTheServerDemandsTls()
    {
        var strict = (await servers.CreateAsync(1, "require_secure_transport=ON"))[0];
        var server = strict.Server with { Socket = null };

        // A first encrypted login puts the password into the server's cache, so that only the transport stands in the way.
        await CipherAsync(server);
        await AssertFailsAsync(ErrorId.ConnectTlsDemanded, server with { Tls = new TlsSettings { Mode = TlsMode.Disabled } });
    }

    [Fact]
    public async Task LoopbackNeedsNoTlsToLogInFirst()
    {
        var server = await TestAccounts.CreateAsync(servers.Sandbox, "fresh");
        Assert.Equal("", await CipherAsync(server with { Socket = null, GetServerPublicKey = false, Tls = new TlsSettings { Mode = TlsMode.Disabled } }));
    }

    [Fact]
    public async Task PublicKeyIsFetchedWhenAllowed()
    {
        var server = await TestAccounts.CreateAsync(servers.Sandbox, "fresher");
        Assert.Equal("", await CipherAsync(server with { Socket = null, GetServerPublicKey = true, Tls = new TlsSettings { Mode = TlsMode.Disabled } }));
    }

    [Fact]
    public async Task ClientCertificateIsSentOrRefusedByName()
    {
        var data = Path.Combine(servers.Sandbox.Path, "data");
        var account = await TestAccounts.CreateAsync(servers.Sandbox, "certified", "REQUIRE X509");
        var settings = new TlsSettings { Mode = TlsMode.Required, CertificateFile = Path.Combine(data, "client-cert.pem"), KeyFile = Path.Combine(data, "client-key.pem") };
        var server = account with { Socket = null, Tls = settings };
        if (SqlDriver.Current.Name == "MySqlConnector")
            Assert.NotEqual("", await CipherAsync(server));
        else
            await AssertFailsAsync(ErrorId.DriverUnsupported, server);
    }

    [Fact]
    public async Task AccountThatDemandsACertificateRefusesOneWithout()
    {
        var server = await TestAccounts.CreateAsync(servers.Sandbox, "certified2", "REQUIRE X509");
        await AssertFailsAsync(ErrorId.ConnectAccessDenied, server with { Socket = null });
    }

    [Fact]
    public async Task SocketNeedsNoTls()
    {
        var socket = await ClientProgram.QueryAsync(servers.Sandbox, "SELECT @@socket");
        Assert.Equal("", await CipherAsync(servers.Server with { Socket = socket, Host = "localhost", Tls = new TlsSettings { Mode = TlsMode.Required } }));
    }

    private static async Task<string> CipherAsync(MySqlServer server)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        var rows = await session.QueryAsync("SHOW SESSION STATUS LIKE 'Ssl_cipher'", CancellationToken.None);
        return rows[0].TextOrNull("Value") ?? "";
    }

    private static async Task AssertFailsAsync(ErrorId id, MySqlServer server)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => CipherAsync(server));
        Assert.True(error.Id == id, $"{error.Id}: {error.Message} {error.InnerException}");
    }

    private MySqlServer Tcp(TlsMode mode, string? authority = null) =>
        servers.Server with { Socket = null, Tls = new TlsSettings { Mode = mode, CaFile = authority } };
}
