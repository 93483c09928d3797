using System.Data.Common;
using System.Net;
using MySql.Data.MySqlClient;

namespace MySqlOps.Engine.Connect.Drivers;

/// <summary>Oracle's MySql.Data, for feeds that do not carry MySqlConnector.</summary>
internal sealed class MySqlDataDriver : ISqlDriver
{
    private static readonly TimeSpan CutAfter = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public string Name => "MySql.Data";

    /// <inheritdoc />
    public async Task<DbConnection> ConnectAsync(MySqlServer server)
    {
        // In 26.10 a TLS handshake that hangs holds up all others of the process, and ends the process when the driver's own time is over. So the connection is cut before that. Where it checks the
        // server's name it must have that name.
        var relay = server.Socket is null && server.Tls.Mode is not (TlsMode.Disabled or TlsMode.VerifyFull)
            ? await TcpRelay.OpenAsync(server, server.ConnectTimeout + CutAfter).ConfigureAwait(false)
            : null;
        var settings = Settings(server);
        if (relay is not null)
            (settings.Server, settings.Port) = (IPAddress.Loopback.ToString(), (uint)relay.Port);
        var connection = new MySqlConnection(settings.ConnectionString);
        try
        {
            // Not OpenAsync: in 26.10 that fails on Unix sockets, whose end point lacks an address family. On a thread of its own, since the relay needs those of the pool.
            await Task.Factory.StartNew(() => Open(connection), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            relay?.Settle();
            return connection;
        }
        catch
        {
            relay?.Dispose();
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static void Open(MySqlConnection connection)
    {
        connection.Open();

        // It sets character_set_results to NULL, and then takes some texts of the server for latin1, as those of SHOW CREATE USER.
        using var names = new MySqlCommand("SET NAMES utf8mb4", connection);
        names.ExecuteNonQuery();
    }

    private static MySqlConnectionStringBuilder Settings(MySqlServer server)
    {
        var settings = new MySqlConnectionStringBuilder
        {
            Server = server.Socket ?? server.Host,
            Port = (uint)server.Port,
            ConnectionProtocol = server.Socket is null ? MySqlConnectionProtocol.Sockets : MySqlConnectionProtocol.Unix,
            UserID = server.User,
            Password = server.Password?.Reveal() ?? "",
            SslMode = server.Socket is null ? Mode(server.Tls.Mode) : MySqlSslMode.Disabled,
            AllowPublicKeyRetrieval = server.GetServerPublicKey || IsLocal(server),

            // Longer than our own clock, which must be the one that strikes.
            ConnectionTimeout = (uint)Math.Ceiling(server.ConnectTimeout.TotalSeconds) + 5,
            DefaultCommandTimeout = 0,
            Pooling = false,
            UseCompression = false,
            AllowUserVariables = true,
            AllowLoadLocalInfile = false,
            AllowZeroDateTime = true,
            TreatTinyAsBoolean = false,

            // Else it takes every CHAR(36) for a Guid and fails at an empty one, as the UUID of a source that was never reached. True looks for them in BINARY(16), which no statement of ours reads.
            OldGuids = true,
            CharacterSet = "utf8mb4",
        };
        if (server.Socket is null && server.Tls.Mode != TlsMode.Disabled)
        {
            if (server.Tls.CaFile is { } ca)
                settings.SslCa = ca;
        }

        return settings;
    }

    /// <inheritdoc />
    public long ConnectionId(DbConnection connection) => ((MySqlConnection)connection).ServerThread;

    /// <inheritdoc />
    public ServerError? ReadError(Exception exception)
    {
        // The driver nests the server's error in its own during authentication.
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is MySqlException { Number: >= 1000 and not ServerErrorNumber.BadHost } error)
                return new ServerError(error.Number, string.IsNullOrEmpty(error.SqlState) ? null : error.SqlState, error.Message);
        }

        return null;
    }

    /// <inheritdoc />
    public string? Limitation(MySqlServer server) => server switch
    {
        { Socket: not null } or { Tls.Mode: TlsMode.Disabled } => null,

        // 26.10 takes the files, PEM or PKCS #12, and sends nothing: the server then calls the password wrong.
        { Tls.CertificateFile: not null } => "MySql.Data, on which this build of MySqlOps rests, sends no client certificate.",

        // 26.10 then asks for SslCert, with or without a certificate to send.
        { Tls: { Mode: TlsMode.VerifyFull, CaFile: not null } } => "MySql.Data, on which this build of MySqlOps rests, can't verify a host's name with the authority from a file.",
        _ => null,
    };

    // Nobody can stand in between on this machine itself; MySqlConnector goes by the same rule.
    private static bool IsLocal(MySqlServer server) =>
        server.Socket is not null
        || server.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(server.Host, out var address) && IPAddress.IsLoopback(address));

    private static MySqlSslMode Mode(TlsMode mode) => mode switch
    {
        TlsMode.Disabled => MySqlSslMode.Disabled,
        TlsMode.Preferred => MySqlSslMode.Preferred,
        TlsMode.Required => MySqlSslMode.Required,
        TlsMode.VerifyCA => MySqlSslMode.VerifyCA,
        TlsMode.VerifyFull => MySqlSslMode.VerifyFull,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };
}
