using System.Net.Sockets;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Connect.Diagnosis;

/// <summary>
/// Walks the first steps of a connection by hand (name, TCP, greeting, TLS) to find out why a driver's connection failed.
/// Drivers tell these apart only in the text of their messages, each in its own words.
/// </summary>
internal static class ServerProbe
{
    /// <summary>Probes a server, without any credential.</summary>
    /// <param name="server">The server.</param>
    /// <param name="limit">How long the probe may take.</param>
    /// <param name="cancellationToken">Cancels the probe.</param>
    public static async Task<ProbeResult> RunAsync(MySqlServer server, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit);
        try
        {
            return await WalkAsync(server, timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeResult(ProbeOutcome.TimedOut);
        }
        catch (SocketException e)
        {
            return new ProbeResult(OutcomeOf(e.SocketErrorCode), e.Message);
        }
        catch (IOException e)
        {
            return new ProbeResult(ProbeOutcome.HungUp, e.Message);
        }
    }

    private static async Task<ProbeResult> WalkAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        using var socket = await ServerSocket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        var stream = new NetworkStream(socket, ownsSocket: false);
        await using (stream.ConfigureAwait(false))
        {
            var greeting = await ServerGreeting.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
            if (greeting is null)
                return new ProbeResult(ProbeOutcome.NotMySql);
            if (greeting.ErrorNumber is { } number)
                return new ProbeResult(ProbeOutcome.TurnedAway, greeting.ErrorMessage) { ErrorNumber = number };
            if (server.Socket is not null || server.Tls.Mode == TlsMode.Disabled)
                return new ProbeResult(ProbeOutcome.Fine) { OffersTls = greeting.OffersTls };
            if (!greeting.OffersTls)
                return new ProbeResult(server.Tls.Mode == TlsMode.Preferred ? ProbeOutcome.Fine : ProbeOutcome.TlsNotOffered);

            await stream.WriteAsync(TlsRequest.Create(), cancellationToken).ConfigureAwait(false);
            return await TlsProbe.RunAsync(server, stream, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ProbeOutcome OutcomeOf(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => ProbeOutcome.UnknownHost,
        SocketError.TimedOut => ProbeOutcome.TimedOut,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown => ProbeOutcome.Unreachable,
        SocketError.ConnectionReset or SocketError.ConnectionAborted => ProbeOutcome.HungUp,
        _ => ProbeOutcome.Refused,
    };
}
