using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace MySqlOps.Benchmarks.Topology;

/// <summary>A port on loopback that leads to another, as if the server behind it were far away: whatever it answers comes later by the same time.</summary>
internal sealed class SlowPort : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly TimeSpan _latency;
    private readonly Task _accepting;

    /// <summary>Opens it.</summary>
    /// <param name="target">The server's port.</param>
    /// <param name="latency">How much later its answers come.</param>
    public SlowPort(int target, TimeSpan latency)
    {
        (_target, _latency) = (target, latency);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port to connect to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var server = new TcpClient { NoDelay = true };
                await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
                client.NoDelay = true;
                await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), _stop.Token), DelayAsync(server.GetStream(), client.GetStream()));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // One of the two has hung up.
            }
        }
    }

    /// <summary>Hands on each piece when its time has come: pieces that come together stay together.</summary>
    private async Task DelayAsync(NetworkStream from, NetworkStream to)
    {
        var pieces = Channel.CreateUnbounded<(byte[] Bytes, DateTimeOffset Due)>();
        var writing = Task.Run(async () =>
        {
            await foreach (var (bytes, due) in pieces.Reader.ReadAllAsync(_stop.Token))
            {
                if (due - DateTimeOffset.UtcNow is { Ticks: > 0 } wait)
                    await Task.Delay(wait, _stop.Token);
                await to.WriteAsync(bytes, _stop.Token);
            }
        });
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var length)
            pieces.Writer.TryWrite((buffer[..length], DateTimeOffset.UtcNow + _latency));
        pieces.Writer.Complete();
        await writing;
    }
}
