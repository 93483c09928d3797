using System.Data.Common;
using MySqlConnector;

namespace MySqlOps.Engine.Connect.Drivers;

/// <summary>MySqlConnector, the driver that ships.</summary>
internal sealed class MySqlConnectorDriver : ISqlDriver
{
    /// <inheritdoc />
    public string Name => "MySqlConnector";

    /// <inheritdoc />
    public async Task<DbConnection> ConnectAsync(MySqlServer server)
    {
        var settings = new MySqlConnectionStringBuilder
        {
            Server = server.Socket ?? server.Host,
            Port = (uint)server.Port,
            ConnectionProtocol = server.Socket is null ? MySqlConnectionProtocol.Sockets : MySqlConnectionProtocol.UnixSocket,
            UserID = server.User,
            Password = server.Password?.Reveal() ?? "",
            SslMode = server.Socket is null ? Mode(server.Tls.Mode) : MySqlSslMode.None,
            AllowPublicKeyRetrieval = server.GetServerPublicKey,

            // Longer than our own clock, which must be the one that strikes.
            ConnectionTimeout = (uint)Math.Ceiling(server.ConnectTimeout.TotalSeconds) + 5,
            DefaultCommandTimeout = 0,
            Pooling = false,
            UseCompression = false,
            AllowUserVariables = true,
            AllowLoadLocalInfile = false,
            AllowZeroDateTime = true,
            TreatTinyAsBoolean = false,
            GuidFormat = MySqlGuidFormat.None,
            CharacterSet = "utf8mb4",
            ApplicationName = "MySqlOps",
        };
        if (server.Socket is null && server.Tls.Mode != TlsMode.Disabled)
        {
            settings.SslCa = server.Tls.CaFile ?? "";
            settings.SslCert = server.Tls.CertificateFile ?? "";
            settings.SslKey = server.Tls.KeyFile ?? "";
        }

        var connection = new MySqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(CancellationToken.None).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public long ConnectionId(DbConnection connection) => ((MySqlConnection)connection).ServerThread;

    /// <inheritdoc />
    public ServerError? ReadError(Exception exception) =>
        exception is MySqlException { SqlState: { Length: > 0 } state } e ? new ServerError(e.Number, state, e.Message) : null;

    /// <inheritdoc />
    public string? Limitation(MySqlServer server) => null;

    private static MySqlSslMode Mode(TlsMode mode) => mode switch
    {
        TlsMode.Disabled => MySqlSslMode.None,
        TlsMode.Preferred => MySqlSslMode.Preferred,
        TlsMode.Required => MySqlSslMode.Required,
        TlsMode.VerifyCA => MySqlSslMode.VerifyCA,
        TlsMode.VerifyFull => MySqlSslMode.VerifyFull,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };
}
