using System.Globalization;
using System.Net.Sockets;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>Our own look at a primary: a new connection, a login and a few statements, each with a deadline. A connection that is kept open would not show that no new ones are taken.</summary>
internal sealed class PrimaryProbe(MySqlServer primary, TimeSpan deadline, TimeProvider time)
{
    /// <summary>How much longer the driver may take than our own clock, which must be the one that strikes.</summary>
    private static readonly TimeSpan DriverGrace = TimeSpan.FromSeconds(2);

    /// <summary>Looks.</summary>
    /// <exception cref="MySqlOpsException">ServerUnsupported for MariaDB and for servers that are too old.</exception>
    public async Task<PrimaryProbeResult> RunAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var result = await LookAsync(cancellationToken).ConfigureAwait(false);
        return result with { Elapsed = time.GetElapsedTime(began) };
    }

    private async Task<PrimaryProbeResult> LookAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var knock = KnockAsync(stop.Token);
        var open = Session.OpenAsync(primary with { ConnectTimeout = deadline + DriverGrace, CommandTimeout = deadline + DriverGrace }, stop.Token);
        Session? session = null;
        try
        {
            session = await open.WaitAsync(deadline, cancellationToken).ConfigureAwait(false);
            if (session.Facts.IsMariaDb)
                throw new MySqlOpsException(ErrorId.ServerUnsupported, $"{primary} is MariaDB {session.Facts.Version}, whose replication is another. Failover works with MySQL 8.0.23 and later.", primary);
            var state = await PrimaryStateReader.ReadAsync(session, stop.Token).WaitAsync(deadline, cancellationToken).ConfigureAwait(false);
            return new PrimaryProbeResult { Outcome = PrimaryProbeOutcome.Answered, Text = $"{primary.Endpoint} answers.", State = state };
        }
        catch (TimeoutException) when (session is not null)
        {
            return Failed(PrimaryProbeOutcome.QueryTimeout, ErrorId.QueryTimeout, $"{primary.Endpoint} let us in, but did not answer a statement within {Limit}.");
        }
        catch (TimeoutException)
        {
            return knock.IsCompletedSuccessfully && await knock.ConfigureAwait(false)
                ? Failed(PrimaryProbeOutcome.HandshakeTimeout, ErrorId.ConnectTimeout, $"{primary.Endpoint} takes the connection, but did not let us in within {Limit}.")
                : Failed(PrimaryProbeOutcome.ConnectTimeout, ErrorId.ConnectTimeout, $"{primary.Endpoint} did not take the connection within {Limit}.");
        }
        catch (MySqlOpsException e) when (e.Id is not ErrorId.ServerUnsupported)
        {
            return Failed(Identify(e), e.Id, e.Message) with { ServerErrorNumber = e.ServerErrorNumber };
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            Unattended.Forget(knock);
            Unattended.Forget(CloseAsync(open));
        }
    }

    private string Limit => string.Create(CultureInfo.InvariantCulture, $"{deadline.TotalSeconds:0.#} s");

    private static PrimaryProbeOutcome Identify(MySqlOpsException e) => e switch
    {
        { ServerErrorNumber: { } number } when ServerErrorNumber.IsOverload(number) => PrimaryProbeOutcome.TooManyConnections,
        { Id: ErrorId.ConnectRefused } => PrimaryProbeOutcome.Refused,
        { Id: ErrorId.ConnectUnreachable } => PrimaryProbeOutcome.NetworkUnreachable,
        { Id: ErrorId.ConnectUnknownHost } => PrimaryProbeOutcome.UnknownHost,
        { Id: ErrorId.ConnectTimeout } => PrimaryProbeOutcome.HandshakeTimeout,
        { Id: ErrorId.QueryTimeout } => PrimaryProbeOutcome.QueryTimeout,
        { Id: ErrorId.ConnectionLost } => PrimaryProbeOutcome.Lost,
        { Id: ErrorId.ConnectFailed, ServerErrorNumber: null } => PrimaryProbeOutcome.Lost,

        // A server that is shutting down lives no longer; anything else that it says, it says alive.
        { ServerErrorNumber: ServerErrorNumber.ServerShutdown } => PrimaryProbeOutcome.Lost,
        _ => PrimaryProbeOutcome.LoginRefused,
    };

    private static PrimaryProbeResult Failed(PrimaryProbeOutcome outcome, ErrorId id, string text) => new() { Outcome = outcome, Text = text, ErrorId = id };

    private static async Task CloseAsync(Task<Session> open)
    {
        var session = await open.ConfigureAwait(false);
        await session.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Finds out, beside the login, whether a bare connection is made at all: a process that hangs still has the system take connections for it.
    /// Only when the login takes long: the server counts connections that say nothing, and blocks a host that makes many.
    /// </summary>
    private async Task<bool> KnockAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(deadline / 2, time, cancellationToken).ConfigureAwait(false);
            using var socket = await ServerSocket.ConnectAsync(primary, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
