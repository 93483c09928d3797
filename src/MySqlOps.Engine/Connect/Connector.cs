using System.Data.Common;
using System.Globalization;
using MySqlOps.Engine.Connect.Diagnosis;
using MySqlOps.Engine.Connect.Drivers;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect;

/// <summary>Opens connections, with limits that hold whatever the driver does.</summary>
internal static class Connector
{
    private static readonly TimeSpan KillConnectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>An open connection.</summary>
    /// <exception cref="MySqlOpsException">Any Connect error.</exception>
    public static async Task<DbConnection> OpenAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        CheckFiles(server);

        // On a task of its own and under our own clock: a driver may block, or count its time-out from later than we do.
        var connect = Task.Run(() => SqlDriver.Current.ConnectAsync(server), CancellationToken.None);
        try
        {
            return await connect.WaitAsync(server.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Unattended.Forget(CloseAsync(connect));
            throw;
        }
        catch (Exception e)
        {
            Unattended.Forget(CloseAsync(connect));
            throw await ConnectErrors.ExplainAsync(server, e, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Kills what another connection is running, over a new connection.</summary>
    public static async Task KillQueryAsync(MySqlServer server, long connectionId)
    {
        var connection = await SqlDriver.Current.ConnectAsync(server with { ConnectTimeout = KillConnectTimeout }).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var command = Statement.Create(connection, string.Create(CultureInfo.InvariantCulture, $"KILL QUERY {connectionId}"), Statement.NoParameters);
            await using (command.ConfigureAwait(false))
                await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Closes a connection that came too late for whoever wanted it.</summary>
    private static async Task CloseAsync(Task<DbConnection> connect)
    {
        var connection = await connect.ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Refuses TLS files that are not there, before anything connects.</summary>
    public static void CheckFiles(MySqlServer server)
    {
        if (server.Tls.Mode == TlsMode.Disabled)
            return;
        foreach (var file in new[] { server.Tls.CaFile, server.Tls.CertificateFile, server.Tls.KeyFile })
        {
            if (file is not null && !File.Exists(file))
                throw new MySqlOpsException(ErrorId.ConnectTlsFailed, $"The TLS file {file} for {server} is not there. Name an existing PEM file.", server);
        }
    }
}
