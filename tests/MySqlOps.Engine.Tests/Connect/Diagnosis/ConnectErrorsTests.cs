using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Drivers;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Tests.Protocol;

namespace MySqlOps.Engine.Tests.Connect.Diagnosis;

/// <summary>Each way in which a connection fails has its one name, on either driver.</summary>
public class ConnectErrorsTests
{
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Far more than the time-out and its grace: it tells an end from none, and measures nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static TheoryData<int, ErrorId> Numbers => new()
    {
        { 1040, ErrorId.ConnectTooManyConnections },
        { 1045, ErrorId.ConnectAccessDenied },
        { 1129, ErrorId.ConnectHostBlocked },
        { 1130, ErrorId.ConnectHostNotAllowed },
        { 1203, ErrorId.ConnectTooManyConnections },
        { 1226, ErrorId.ConnectTooManyConnections },
        { 1251, ErrorId.ConnectAuthenticationUnsupported },
        { 1524, ErrorId.ConnectAuthenticationUnsupported },
        { 1862, ErrorId.ConnectPasswordExpired },
        { 3118, ErrorId.ConnectAccountLocked },
        { 3159, ErrorId.ConnectTlsDemanded },
        { 1105, ErrorId.ConnectFailed },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task ServersErrorWithStateHasItsName(int number, ErrorId id)
    {
        await using var fake = FakeServer.TurningAway(number, "#08004Some words");

        var error = await FailAsync(fake.Address);

        Assert.Equal((id, number), (error.Id, error.ServerErrorNumber));
    }

    /// <summary>A server that does not know yet what the client speaks leaves the SQLSTATE away.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task ServersErrorWithoutStateHasItsName(int number, ErrorId id)
    {
        await using var fake = FakeServer.TurningAway(number, "Some words");

        var error = await FailAsync(fake.Address);

        Assert.Equal((id, number), (error.Id, error.ServerErrorNumber));
    }

    [Fact]
    public async Task ServersErrorAtTheEndOfTheLoginHasItsName()
    {
        await using var fake = FakeServer.Conversing(RealGreeting.PacketWithoutTls, [0x16, 0, 0, 2, 0xFF, 0x15, 0x04, .. "#28000Access denied"u8]);

        var error = await FailAsync(fake.Address with { Tls = new TlsSettings { Mode = TlsMode.Disabled } });

        Assert.Equal((ErrorId.ConnectAccessDenied, 1045), (error.Id, error.ServerErrorNumber));
    }

    /// <summary>MySql.Data throws the state away: then it is unknown, and not empty.</summary>
    [Fact]
    public async Task ServersErrorHasItsStateWhereTheDriverPassesItOn()
    {
        var expected = SqlDriver.Current.Name == "MySql.Data" ? null : "28000";
        await using var fake = FakeServer.TurningAway(1045, "#28000Access denied");

        Assert.Equal(expected, (await FailAsync(fake.Address)).SqlState);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("\u0005\0\0\0\u000B\u0008\u0005\u001A\0")]
    public async Task OtherProtocolIsNotMySqlsWhenItHangsUp(string banner)
    {
        await using var fake = FakeServer.SayingAndHangingUp(Encoding.ASCII.GetBytes(banner));

        Assert.Equal(ErrorId.ConnectNotMySql, (await FailAsync(fake.Address)).Id);
    }

    /// <summary>A driver takes the first bytes for a length and waits for the rest of the packet.</summary>
    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("220 mail.example.com ESMTP\r\n")]
    public async Task OtherProtocolIsNotMySqlsWhenItStaysOnTheLine(string banner)
    {
        await using var fake = FakeServer.Saying(Encoding.ASCII.GetBytes(banner));

        Assert.Equal(ErrorId.ConnectNotMySql, (await FailAsync(fake.Address with { ConnectTimeout = ShortTimeout })).Id);
    }

    [Fact]
    public async Task WhoHangsUpAtOnceFails()
    {
        await using var fake = FakeServer.HangingUp();

        Assert.Equal(ErrorId.ConnectFailed, (await FailAsync(fake.Address)).Id);
    }

    [Fact]
    public async Task SilenceIsATimeout()
    {
        await using var fake = FakeServer.Silent();

        Assert.Equal(ErrorId.ConnectTimeout, (await FailAsync(fake.Address with { ConnectTimeout = ShortTimeout })).Id);
    }

    [Fact]
    public async Task TimeoutIsOurOwnAndNotTheDrivers()
    {
        await using var fake = FakeServer.Silent();
        var clock = Stopwatch.StartNew();

        await FailAsync(fake.Address with { ConnectTimeout = ShortTimeout });

        Assert.InRange(clock.Elapsed, ShortTimeout / 2, Patience);
    }

    [Fact]
    public async Task WaitingForASilentServerCanBeCancelled()
    {
        await using var fake = FakeServer.Silent();
        using var source = new CancellationTokenSource();
        var open = Session.OpenAsync(fake.Address with { ConnectTimeout = TimeSpan.FromMinutes(5) }, source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => open.WaitAsync(Patience));
    }

    [Fact]
    public async Task PortWithoutListenerRefuses()
    {
        Assert.Equal(ErrorId.ConnectRefused, (await FailAsync(Local(FreePort()))).Id);
    }

    [Fact]
    public async Task NameThatDoesNotResolveIsAnUnknownHost()
    {
        Assert.Equal(ErrorId.ConnectUnknownHost, (await FailAsync(Local(3306) with { Host = "nosuchhost.invalid" })).Id);
    }

    [UnixFact]
    public async Task MissingSocketRefuses()
    {
        using var folder = new ScratchFolder();

        Assert.Equal(ErrorId.ConnectRefused, (await FailAsync(Local(3306) with { Socket = folder.File("mysqld.sock") })).Id);
    }

    [Theory]
    [InlineData("ca.pem", null, null)]
    [InlineData(null, "cert.pem", null)]
    [InlineData(null, null, "key.pem")]
    public async Task MissingTlsFileIsNamed(string? ca, string? certificate, string? key)
    {
        using var folder = new ScratchFolder();
        var tls = new TlsSettings { Mode = TlsMode.VerifyCA, CaFile = In(folder, ca), CertificateFile = In(folder, certificate), KeyFile = In(folder, key) };

        var error = await FailAsync(Local(FreePort()) with { Tls = tls });

        Assert.Equal((ErrorId.ConnectTlsFailed, true), (error.Id, error.Message.Contains(folder.Path, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task MissingTlsFileDoesNotMatterWithoutTls()
    {
        var server = Local(FreePort()) with { Tls = new TlsSettings { Mode = TlsMode.Disabled, CaFile = "/nowhere/ca.pem" } };

        Assert.Equal(ErrorId.ConnectRefused, (await FailAsync(server)).Id);
    }

    [Theory]
    [InlineData(TlsMode.Required)]
    [InlineData(TlsMode.VerifyCA)]
    [InlineData(TlsMode.VerifyFull)]
    public async Task DemandedTlsThatIsNotOfferedHasItsName(TlsMode mode)
    {
        await using var fake = FakeServer.Saying(RealGreeting.PacketWithoutTls);

        Assert.Equal(ErrorId.ConnectTlsNotOffered, (await FailAsync(fake.Address with { Tls = new TlsSettings { Mode = mode } })).Id);
    }

    [Fact]
    public async Task BrokenHandshakeIsAFailureOfTls()
    {
        await using var fake = FakeServer.Conversing(RealGreeting.Packet, "this is no handshake"u8.ToArray());

        Assert.Equal(ErrorId.ConnectTlsFailed, (await FailAsync(fake.Address with { Tls = new TlsSettings { Mode = TlsMode.Required } })).Id);
    }

    [Theory]
    [InlineData(1045)]
    [InlineData(1105)]
    public async Task ErrorNeverHoldsThePassword(int number)
    {
        await using var fake = FakeServer.TurningAway(number, "#28000Some words");

        var error = await FailAsync(fake.Address.WithPassword("S3cret-Pass"));

        Assert.DoesNotContain("S3cret-Pass", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorIsAboutTheServer()
    {
        var server = Local(FreePort());

        Assert.Equal(server, (await FailAsync(server)).Target);
    }

    private static async Task<MySqlOpsException> FailAsync(MySqlServer server) =>
        await Assert.ThrowsAsync<MySqlOpsException>(() => Session.OpenAsync(server, CancellationToken.None));

    private static MySqlServer Local(int port) => new() { Host = "127.0.0.1", Port = port, User = "someone", ConnectTimeout = TimeSpan.FromSeconds(5) };

    private static string? In(ScratchFolder folder, string? name) => name is null ? null : folder.File(name);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
